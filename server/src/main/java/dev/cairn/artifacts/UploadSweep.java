package dev.cairn.artifacts;

import dev.cairn.background.Background;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Clears up, soon after the start and every day, what uploads left that nobody completed: of clients that went away,
/// and of servers that were killed. What is too much for one sweep goes with the next, after a pause.
final class UploadSweep {
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration BETWEEN = Duration.ofDays(1);

    /// Longer than any URL of a part is good.
    private static final Duration AGE = Duration.ofDays(1);

    private final Sweep sweep;
    private final InstantSource clock;
    private Instant due = Instant.EPOCH;

    UploadSweep(Sweep sweep, InstantSource clock) {
        this.sweep = sweep;
        this.clock = clock;
    }

    void start(Background background) {
        background.every(PAUSE, "upload-sweep", this::runIfDue);
    }

    /// A sweep that fails has another turn after the pause.
    void runIfDue() {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return;
        }
        try {
            boolean isAll = sweep.run(now.minus(AGE));
            due = now.plus(isAll ? BETWEEN : PAUSE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// As [DirectTransfer#sweep].
    interface Sweep {
        boolean run(Instant before) throws IOException;
    }
}
