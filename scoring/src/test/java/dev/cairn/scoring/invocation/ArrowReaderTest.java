package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.Cells;
import dev.cairn.scoring.Column;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The streams are written by `resources/arrow/make.py`.
class ArrowReaderTest {
    private static final ScoringLimits SMALL = new ScoringLimits(1_000, 100, 10_000, 8, 10_000, 1);

    @ParameterizedTest
    @ValueSource(strings = {"frame", "batches"})
    void aFrameOfPandasIsReadWithoutItsIndex(String name) {
        Frame frame = read(stream(name), ScoringLimits.DEFAULT);
        assertThat(frame.columns().keySet())
                .containsExactly(
                        "whole", "small", "number", "single", "truth", "text", "kind", "time", "day", "nothing");
        assertThat(values(frame, "whole")).containsExactly(1L, 2L, 3L);
        assertThat(values(frame, "small")).containsExactly(1.0, null, 3.0);
        assertThat(values(frame, "number")).containsExactly(1.5, null, -2.0);
        assertThat(values(frame, "single")).containsExactly(0.5, 0.25, 4.0);
        assertThat(values(frame, "truth")).containsExactly(true, false, true);
        assertThat(values(frame, "text")).containsExactly("a", null, "ü");
        assertThat(values(frame, "kind")).containsExactly("x", "y", null);
        assertThat(values(frame, "time"))
                .containsExactly(
                        LocalDateTime.of(2024, 1, 2, 3, 4, 5, 6_000), LocalDateTime.of(1969, 12, 31, 0, 0), null);
        assertThat(values(frame, "day"))
                .containsExactly(LocalDateTime.of(2024, 1, 2, 0, 0), null, LocalDateTime.of(1960, 5, 6, 0, 0));
        assertThat(values(frame, "nothing")).containsExactly(null, null, null);
    }

    @ParameterizedTest
    @CsvSource({"compressed,are compressed", "nested,send it as JSON", "zoned,times with a zone"})
    void whatIsNotReadIsRefusedWithItsReason(String name, String reason) {
        assertThatThrownBy(() -> read(stream(name), ScoringLimits.DEFAULT))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(reason);
    }

    @Test
    void moreRowsThanTheLimitsAllowAreRefused() {
        assertThatThrownBy(() -> read(stream("frame"), new ScoringLimits(2, 100, 100, 8, 10_000, 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("more than 2 rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frame", "batches", "nested"})
    void whatIsCutOffOrChangedIsReadOrRefusedAndNothingElse(String name) {
        byte[] whole = stream(name);
        for (int length = 0; length < whole.length; length++) {
            assertThat(isReadOrRefused(Arrays.copyOf(whole, length))).isTrue();
        }
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = whole.clone();
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? -1 : random.nextInt());
            }
            assertThat(isReadOrRefused(changed)).isTrue();
        }
    }

    private static boolean isReadOrRefused(byte[] stream) {
        try {
            return read(stream, SMALL).rows() <= SMALL.maxRows();
        } catch (InvalidInput refused) {
            return !refused.getMessage().isEmpty();
        }
    }

    private static List<@Nullable Object> values(Frame frame, String name) {
        Column column = Objects.requireNonNull(frame.columns().get(name));
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < column.size(); i++) {
            values.add(Cells.value(column, i));
        }
        return values;
    }

    private static Frame read(byte[] stream, ScoringLimits limits) {
        return new ArrowReader(stream, limits).read();
    }

    private static byte[] stream(String name) {
        try (InputStream in = ArrowReaderTest.class.getResourceAsStream("/arrow/" + name + ".arrows")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
