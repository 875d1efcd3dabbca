package dev.cairn.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How often a request is sent that the server had no time for, or that got no answer, and how long to wait between.
///
/// Each pause is twice as long as the one before, up to the longest, and by chance up to half shorter, so that many
/// clients do not come back at once. Where the server says when to come back, that is obeyed, up to the longest.
///
/// @param attempts the first one included
public record Retries(int attempts, Duration firstPause, Duration longestPause) {
    /// Six attempts within about ten seconds.
    public static final Retries DEFAULT = new Retries(6, Duration.ofMillis(300), Duration.ofSeconds(30));

    /// Each request is sent once.
    public static final Retries NONE = new Retries(1, Duration.ZERO, Duration.ZERO);

    public Retries {
        if (attempts < 1 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "Retries take at least one attempt, and a longest pause that is no shorter " + "than the first: "
                            + attempts + ", " + firstPause + ", " + longestPause);
        }
    }

    /// How long to wait before the next attempt.
    ///
    /// @param failed how many attempts there were
    Duration pause(int failed) {
        long millis = Math.min(longestPause.toMillis(), firstPause.toMillis() << Math.min(failed - 1, 30));
        return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    /// What the server asks for, as far as it is obeyed.
    Duration pause(Duration asked) {
        return asked.compareTo(longestPause) < 0 ? asked : longestPause;
    }
}
