package dev.cairn.deploy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How often one looks at a cluster, and how long.
public interface Pace {
    Duration PAUSE = Duration.ofSeconds(1);

    /// Waits a moment.
    ///
    /// @return false if one has waited long enough
    boolean goesOn() throws InterruptedException;

    /// Once a second, for some time at most.
    static Pace upTo(Duration most) {
        InstantSource clock = InstantSource.system();
        Instant end = clock.instant().plus(most);
        return () -> {
            Thread.sleep(PAUSE);
            return clock.instant().isBefore(end);
        };
    }
}
