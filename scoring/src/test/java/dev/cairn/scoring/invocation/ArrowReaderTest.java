package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The streams are written by `resources/arrow/make.py`.
class ArrowReaderTest {
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
        SentTables.damage(stream(name), ArrowReaderTest::read);
    }

    private static List<@Nullable Object> values(Frame frame, String name) {
        return SentTables.values(Objects.requireNonNull(frame.columns().get(name)));
    }

    private static Frame read(byte[] stream, ScoringLimits limits) {
        return new ArrowReader(stream, limits).read();
    }

    private static byte[] stream(String name) {
        return SentTables.bytes("arrow/" + name + ".arrows");
    }
}
