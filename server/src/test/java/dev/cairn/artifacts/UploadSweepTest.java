package dev.cairn.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a sweep has its turn.
final class UploadSweepTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Instant> swept = new ArrayList<>();
    private Instant now = START;
    private boolean isAll = true;
    private boolean isAway;
    private final UploadSweep sweep = new UploadSweep(this::run, (InstantSource) () -> now);

    private boolean run(Instant before) throws IOException {
        swept.add(before);
        if (isAway) {
            throw new IOException("away");
        }
        return isAll;
    }

    @Test
    void itComesEveryDayForWhatIsADayOld() {
        for (int hour = 0; hour <= 48; hour++) {
            now = START.plus(Duration.ofHours(hour));
            sweep.runIfDue();
        }

        assertThat(swept).containsExactly(START.minus(Duration.ofDays(1)), START, START.plus(Duration.ofDays(1)));
    }

    @Test
    void whatWasTooMuchForOneGoesWithTheNextSoon() {
        isAll = false;
        sweep.runIfDue();
        now = START.plus(Duration.ofMinutes(5));
        isAll = true;
        sweep.runIfDue();
        now = START.plus(Duration.ofMinutes(10));
        sweep.runIfDue();

        assertThat(swept).hasSize(2);
    }

    @Test
    void oneThatFailsHasAnotherTurn() {
        isAway = true;
        assertThatThrownBy(sweep::runIfDue).isInstanceOf(UncheckedIOException.class);
        isAway = false;
        sweep.runIfDue();

        assertThat(swept).hasSize(2);
    }
}
