package dev.cairn.protocol.runs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs that have one value in a column.
///
/// @param value     nothing for those that have none
/// @param count     how many runs
/// @param metrics   by key; without those that no run of the group has
/// @param bestRunId the run that is best by the first metric
public record RunGroup(
        @Nullable String value,
        long count,
        Map<String, Summary> metrics,
        @Nullable String bestRunId) {

    /// The latest values of a metric over the runs of a group, NaN left out.
    public record Summary(long count, double mean, double min, double max) {}
}
