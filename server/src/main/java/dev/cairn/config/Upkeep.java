package dev.cairn.config;

import java.time.Duration;

/// What the server does by itself with what grows old.
///
/// @param staleAfter     how long a run under way may be silent until it counts as stale
/// @param closeStaleRuns what becomes of stale runs: `off`, or an age and a status as `30m FAILED`
public record Upkeep(Duration staleAfter, String closeStaleRuns) {
    /// Marks stale runs, and deletes nothing.
    public static final Upkeep DEFAULT = new Upkeep(Duration.ofMinutes(10), "off");
}
