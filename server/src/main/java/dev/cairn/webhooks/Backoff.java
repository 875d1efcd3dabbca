package dev.cairn.webhooks;

import dev.cairn.outgoing.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// When something is sent again that was not taken: after a second, and twice as long each time up to a quarter of an
/// hour, a fifth of it at random; later if the receiver says so. A day after it came up it is given up.
final class Backoff {
    static final Duration GIVEN_UP = Duration.ofHours(24);

    private static final Duration MOST = Duration.ofMinutes(15);
    private static final Duration MOST_ASKED = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 10;
    private static final int FIFTH = 5;

    private Backoff() {}

    /// In milliseconds.
    ///
    /// @param attempts how often it was sent, the last time included
    static long pause(int attempts, Optional<Answer> answer) {
        long pause =
                Math.min(MOST.toMillis(), Duration.ofSeconds(1).toMillis() << Math.min(attempts - 1, MOST_DOUBLINGS));
        long jitter = ThreadLocalRandom.current().nextLong(pause / FIFTH + 1);
        return Math.max(pause + jitter, asked(answer));
    }

    private static long asked(Optional<Answer> answer) {
        return answer.flatMap(got -> got.header("retry-after"))
                .filter(seconds -> seconds.matches("\\d{1,9}"))
                .map(seconds -> Math.min(MOST_ASKED.toMillis(), Long.parseLong(seconds) * 1000))
                .orElse(0L);
    }
}
