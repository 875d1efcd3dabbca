package dev.cairn.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.protocol.inference.DriftColumn;
import dev.cairn.protocol.inference.DriftColumn.Kind;
import dev.cairn.protocol.inference.DriftColumn.Level;
import dev.cairn.protocol.inference.DriftColumn.Side;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The figures are those of numpy and scipy over the same numbers.
class ColumnDriftTest {
    private static final double[] BEFORE = IntStream.range(0, 101)
            .mapToDouble(i -> i * 37 % 101 / 10.0)
            .sorted()
            .toArray();
    private static final double[] NOW = IntStream.range(0, 90)
            .mapToDouble(i -> i * 53 % 101 / 10.0 + i % 7 * 0.5)
            .sorted()
            .toArray();

    private static ColumnProfile profile(double... numbers) {
        ColumnProfile profile = new ColumnProfile();
        for (double number : numbers) {
            profile.add(number);
        }
        return profile;
    }

    @Test
    void distancesAreThoseOfScipy() {
        assertThat(ColumnDrift.ks(BEFORE, NOW)).isCloseTo(0.14884488448844885, within(1e-12));
        assertThat(Psi.ofNumbers(BEFORE, NOW, 10)).isCloseTo(0.22726314280679705, within(1e-9));
        assertThat(Psi.ofNumbers(BEFORE, BEFORE, 10)).isZero();
        assertThat(ColumnDrift.ks(BEFORE, BEFORE)).isZero();
    }

    @Test
    void aProfileHasTheFiguresOfNumpy() {
        DriftColumn.Profile profile =
                ColumnDrift.of("x", Side.INPUT, profile(BEFORE), profile(NOW)).baseline();
        assertThat(profile.count()).isEqualTo(101);
        assertThat(profile.mean()).isCloseTo(5.0, within(1e-12));
        assertThat(profile.std()).isCloseTo(2.930017064796723, within(1e-12));
        assertThat(profile.quantiles()).containsExactly(0.5, 2.5, 5.0, 7.5, 9.5);
        assertThat(profile.bars().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void aChangeIsTold() {
        double[] far = IntStream.range(0, 100).mapToDouble(i -> 20 + i).toArray();
        assertThat(ColumnDrift.of("x", Side.INPUT, profile(BEFORE), profile(far))
                        .level())
                .isEqualTo(Level.STRONG);
        assertThat(ColumnDrift.of("x", Side.INPUT, profile(BEFORE), profile(BEFORE))
                        .level())
                .isEqualTo(Level.STABLE);
        assertThat(ColumnDrift.of("x", Side.INPUT, profile(BEFORE), profile(1, 2))
                        .level())
                .isEqualTo(Level.TOO_FEW);
        assertThat(ColumnDrift.of("x", Side.INPUT, profile(), profile(BEFORE)).psi())
                .isNull();
    }

    @Test
    void oneValueIsNoSpreadAndNoDrift() {
        double[] same = IntStream.range(0, 60).mapToDouble(i -> 3).toArray();
        DriftColumn column = ColumnDrift.of("x", Side.INPUT, profile(same), profile(same));
        assertThat(column.level()).isEqualTo(Level.STABLE);
        assertThat(column.edges()).isEmpty();
        assertThat(column.baseline().std()).isZero();
    }

    @Test
    void textsAreCountedWithinBounds() {
        ColumnProfile before = new ColumnProfile();
        ColumnProfile now = new ColumnProfile();
        for (int i = 0; i < 5_000; i++) {
            before.add("text-" + i);
            now.add(i % 2 == 0 ? "a" : "b".repeat(5_000));
        }
        before.addMissing();
        DriftColumn column = ColumnDrift.of("x", Side.INPUT, before, now);
        assertThat(column.kind()).isEqualTo(Kind.TEXT);
        assertThat(column.level()).isEqualTo(Level.STRONG);
        assertThat(column.baseline().count()).isEqualTo(5_000);
        assertThat(column.baseline().missing()).isEqualTo(1);
        assertThat(before.texts()).hasSizeLessThanOrEqualTo(1_000);
        assertThat(column.current().top().getFirst().value()).isEqualTo("a");
        assertThat(column.current().top().get(1).value()).hasSize(101);
    }

    @Test
    void aSampleOfMoreNumbersThanAreKeptIsLikeThem() {
        ColumnProfile many =
                profile(IntStream.range(0, 100_000).mapToDouble(i -> i).toArray());
        assertThat(many.sorted()).hasSize(4_096);
        assertThat(ColumnProfile.quantile(many.sorted(), 0.5)).isBetween(45_000.0, 55_000.0);
        assertThat(many.max()).isEqualTo(99_999);
    }
}
