package dev.cairn.artifacts;

import dev.cairn.background.Background;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Clears up, soon after the start and every day, what uploads left that nobody completed: of clients that went away,
/// and of servers that were killed.
final class UploadSweep {
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration BETWEEN = Duration.ofDays(1);

    /// Longer than any URL of a part is good.
    private static final Duration AGE = Duration.ofDays(1);

    private final DirectTransfer direct;
    private final InstantSource clock;
    private Instant due = Instant.EPOCH;

    UploadSweep(DirectTransfer direct, InstantSource clock) {
        this.direct = direct;
        this.clock = clock;
    }

    void start(Background background) {
        background.every(PAUSE, "upload-sweep", this::runIfDue);
    }

    /// A sweep that fails has another turn after the pause.
    private void runIfDue() {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return;
        }
        try {
            direct.sweep(now.minus(AGE));
            due = now.plus(BETWEEN);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
