package dev.cairn.tracking;

import dev.cairn.config.Upkeep;
import java.time.Duration;

/// The settings of tracking.
///
/// @param artifactRoot   the URI below which experiments keep their artifacts, such as `mlflow-artifacts:/`
/// @param staleAfter     how long a run under way may be silent until it counts as stale
/// @param closeStaleRuns what becomes of stale runs: `off`, or an age and a status as `30m FAILED`
public record TrackingConfig(String artifactRoot, Duration staleAfter, String closeStaleRuns) {
    public TrackingConfig(String artifactRoot, Upkeep upkeep) {
        this(artifactRoot, upkeep.staleAfter(), upkeep.closeStaleRuns());
    }
}
