package dev.cairn.serving.reasons;

import dev.cairn.background.Pauses;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A try to serve something that failed. It is tried again: what may be otherwise in a moment soon, and the rest, of
/// which something may have been mended, later.
///
/// @param pause     before it is tried again, which grows where it fails again; where something is being made that it
///                  needs, it is tried at once when that is there
/// @param since     when it failed first in a row, in the JVM's nanoseconds
/// @param notBefore when the pause is over, in the JVM's nanoseconds
/// @param isLast    whether a configuration that waits for it is given up
public record FailedTry(NotLoaded why, Duration pause, long since, long notBefore, boolean isLast) {
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(30), Duration.ofMinutes(10));
    private static final Pauses SOON = new Pauses(Duration.ofSeconds(2), Duration.ofMinutes(1));

    /// How long it may fail for reasons that pass in a moment.
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /// One that failed just now.
    ///
    /// @param before how the same failed before; null if it did not
    /// @param nanos  the time, as the JVM's nanoseconds have it
    public static FailedTry of(NotLoaded why, @Nullable FailedTry before, long nanos) {
        boolean goesOn = before != null && !before.why.waits() && before.why.passes() == why.passes();
        @Nullable FailedTry earlier = goesOn ? before : null;
        Pauses pauses = why.passes() ? SOON : PAUSES;
        Duration pause = earlier == null ? pauses.first() : pauses.after(earlier.pause);
        long since = earlier == null ? nanos : earlier.since;
        boolean isLast = !why.passes() || (!why.waits() && nanos - since >= PATIENCE.toNanos());
        return new FailedTry(why, pause, since, nanos + (why.waits() ? 0 : pause.toNanos()), isLast);
    }

    /// Whether it is to be tried again.
    public boolean isOver(long nanos) {
        return nanos - notBefore >= 0 && why.until().isDone();
    }
}
