package dev.cairn.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.protocol.inference.DriftColumn;
import dev.cairn.protocol.inference.DriftColumn.Level;
import dev.cairn.protocol.inference.DriftColumn.Side;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told of samples whose distributions are known.
class PsiTest {
    private static final int ROWS = 1_000;
    private static final int PAIRS = 40;

    record Numbers(String name, ToDoubleFunction<RandomGenerator> next) {
        @Override
        public String toString() {
            return name;
        }

        /// Some rows, in which a share of the values is missing.
        ColumnProfile sample(long seed, double missing, double shift) {
            RandomGenerator random = new SplittableRandom(seed);
            ColumnProfile profile = new ColumnProfile();
            for (int i = 0; i < ROWS; i++) {
                double value = next.applyAsDouble(random) + shift;
                profile.add(random.nextDouble() < missing ? Double.NaN : value);
            }
            return profile;
        }
    }

    record Texts(String name, ToIntFunction<RandomGenerator> next) {
        @Override
        public String toString() {
            return name;
        }

        ColumnProfile sample(long seed, int rows, String prefix) {
            RandomGenerator random = new SplittableRandom(seed);
            ColumnProfile profile = new ColumnProfile();
            IntStream.range(0, rows).forEach(_ -> profile.add(prefix + next.applyAsInt(random)));
            return profile;
        }
    }

    static Stream<Numbers> numbers() {
        return Stream.concat(
                Stream.of(
                        new Numbers("uniform", RandomGenerator::nextDouble),
                        new Numbers("normal", RandomGenerator::nextGaussian),
                        new Numbers("exponential", RandomGenerator::nextExponential),
                        new Numbers("lognormal", random -> Math.exp(2 * random.nextGaussian())),
                        new Numbers("constant", _ -> 3),
                        new Numbers("mostly zero", random -> random.nextDouble() < 0.95 ? 0 : random.nextDouble()),
                        new Numbers("a third zero", random -> random.nextDouble() < 0.33 ? 0 : random.nextGaussian()),
                        new Numbers("a tenth zero", random -> random.nextDouble() < 0.1 ? 0 : random.nextGaussian()),
                        new Numbers("capped", random -> Math.min(1, random.nextGaussian())),
                        new Numbers("rarely zero", random -> random.nextDouble() < 0.05 ? 0 : 1),
                        new Numbers("rounded", random -> Math.round(random.nextGaussian() * 3))),
                IntStream.of(2, 3, 5, 9, 10, 11, 20, 100)
                        .mapToObj(most -> new Numbers(most + " values", random -> random.nextInt(most))));
    }

    static Stream<Texts> texts() {
        return IntStream.of(1, 2, 3, 10, 25, 40, 50, 51, 60, 100, 200, 500, 999, 1_000, 1_001, 2_000, 5_000)
                .boxed()
                .flatMap(most -> Stream.of(
                        new Texts(most + " texts", random -> random.nextInt(most)),
                        new Texts(most + " texts of which some are frequent", random ->
                                (int) Math.pow(most, random.nextDouble()))));
    }

    private static DriftColumn drift(ColumnProfile before, ColumnProfile now) {
        return ColumnDrift.of("x", Side.INPUT, before, now);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersOfOneDistributionAreStable(Numbers numbers) {
        for (long i = 0; i < PAIRS; i++) {
            ColumnProfile before = numbers.sample(2 * i, 0, 0);
            assertThat(drift(before, before).psi()).isZero();
            assertThat(drift(before, numbers.sample(2 * i + 1, 0, 0)).psi()).isBetween(0.0, 0.1);
            assertThat(drift(before, numbers.sample(2 * i + 1, 0.5, 0)).psi()).isBetween(0.0, 0.1);
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersThatAreShiftedAreNot(Numbers numbers) {
        assertThat(drift(numbers.sample(1, 0, 0), numbers.sample(2, 0.1, 50)).level())
                .isEqualTo(Level.STRONG);
        assertThat(drift(numbers.sample(1, 0, 0), numbers.sample(2, 0.1, -50)).level())
                .isEqualTo(Level.STRONG);
    }

    @Test
    void aValueThatWasNearlyAllAndIsGoneIsToldOf() {
        Numbers rarelyZero = new Numbers("", random -> random.nextDouble() < 0.05 ? 0 : 1);
        Numbers mostlyZero = new Numbers("", random -> random.nextDouble() < 0.95 ? 0 : 1);
        assertThat(drift(rarelyZero.sample(1, 0, 0), mostlyZero.sample(2, 0, 0)).level())
                .isEqualTo(Level.STRONG);
        Numbers middle = new Numbers("", random -> random.nextDouble() < 0.6 ? 5 : 10 * random.nextDouble());
        Numbers near = new Numbers("", random -> random.nextDouble() < 0.6 ? 4.9 : 10 * random.nextDouble());
        assertThat(drift(middle.sample(1, 0, 0), near.sample(2, 0, 0)).level()).isEqualTo(Level.STRONG);
    }

    @Test
    void missingValuesAreNoNumbers() {
        Numbers uniform = new Numbers("", RandomGenerator::nextDouble);
        DriftColumn column = drift(uniform.sample(1, 0, 0), uniform.sample(2, 1, 0));
        assertThat(column.level()).isEqualTo(Level.TOO_FEW);
        assertThat(column.psi()).isNull();
        assertThat(column.current().missing()).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textsOfOneDistributionAreStable(Texts texts) {
        for (int rows : new int[] {ROWS, 20 * ROWS}) {
            for (long i = 0; i < (rows == ROWS ? PAIRS : 2); i++) {
                ColumnProfile before = texts.sample(2 * i, rows, "t");
                assertThat(drift(before, before).psi()).isZero();
                assertThat(drift(before, texts.sample(2 * i + 1, rows, "t")).psi())
                        .isBetween(0.0, 0.1);
            }
            assertThat(drift(texts.sample(1, ROWS, "t"), texts.sample(2, rows, "t"))
                            .psi())
                    .isBetween(0.0, 0.1);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textsThatBecomeOneTextAreNotStable(Texts texts) {
        ColumnProfile now = new Texts("", _ -> 0).sample(1, ROWS, "constant");
        for (int rows : new int[] {ROWS, 20 * ROWS}) {
            assertThat(drift(texts.sample(1, rows, "t"), now).level()).isEqualTo(Level.STRONG);
            assertThat(drift(now, texts.sample(1, rows, "t")).level()).isEqualTo(Level.STRONG);
        }
    }

    @Test
    void textsAreFoundToBeFrequentHoweverManyOthersCameBefore() {
        ColumnProfile before = new ColumnProfile();
        ColumnProfile now = new ColumnProfile();
        for (int i = 0; i < 3_000; i++) {
            before.add("rare " + i);
            now.add("other " + i);
        }
        for (int i = 0; i < 3_000; i++) {
            before.add(i % 2 == 0 ? "a" : "b");
            now.add(i % 2 == 0 ? "a" : "c");
        }
        assertThat(before.texts()).containsEntry("a", 1_500L).containsEntry("b", 1_500L);
        assertThat(before.textCount()).isEqualTo(6_000);
        assertThat(Psi.ofTexts(before, now)).isCloseTo(2 * (0.25 - 1e-4) * Math.log(0.25 / 1e-4), within(1e-9));
    }

    @Test
    void whatIsRareCountsTogether() {
        ColumnProfile before = profile(Map.of("a", 600, "b", 300, "c", 100));
        ColumnProfile now = profile(Map.of("a", 200, "b", 300, "d", 500));
        assertThat(Psi.ofTexts(before, now)).isCloseTo(4.4170512552903505, within(1e-9));
    }

    private static ColumnProfile profile(Map<String, Integer> counts) {
        ColumnProfile profile = new ColumnProfile();
        counts.forEach((text, count) -> IntStream.range(0, count).forEach(_ -> profile.add(text)));
        return profile;
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 60, 100, 200})
    void fewValuesOfOneDistributionAreRarelyStrong(int rows) {
        int strong = 0;
        for (int i = 0; i < 200; i++) {
            RandomGenerator random = new SplittableRandom(i);
            ColumnProfile before = new ColumnProfile();
            ColumnProfile now = new ColumnProfile();
            IntStream.range(0, ROWS).forEach(_ -> before.add(random.nextGaussian()));
            IntStream.range(0, rows).forEach(_ -> now.add(random.nextGaussian()));
            strong += drift(before, now).level() == Level.STRONG ? 1 : 0;
        }
        assertThat(strong).isLessThanOrEqualTo(4);
    }
}
