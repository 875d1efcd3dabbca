package dev.cairn.config;

import java.time.Duration;
import java.util.Optional;

/// What the server does by itself with what grows old.
///
/// @param staleAfter     how long a run under way may be silent until it counts as stale
/// @param closeStaleRuns what becomes of stale runs: `off`, or an age and a status as `30m FAILED`
/// @param trashRetention how long what is deleted stays in the trash; empty for ever
/// @param traceRetention how old traces become; empty for ever
/// @param auditRetention how long the audit log keeps a record; empty for ever
public record Upkeep(
        Duration staleAfter,
        String closeStaleRuns,
        Optional<Duration> trashRetention,
        Optional<Duration> traceRetention,
        Optional<Duration> auditRetention) {
    /// Marks stale runs, and deletes nothing.
    public static final Upkeep DEFAULT =
            new Upkeep(Duration.ofMinutes(10), "off", Optional.empty(), Optional.empty(), Optional.empty());
}
