package dev.cairn.protocol.runs;

import dev.cairn.protocol.Require;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `POST runs/groups`: the chosen runs by their value in a column.
///
/// @param groupBy   `metrics.KEY`, `params.KEY`, `tags.KEY`, `status`, `user_id` or `run_name`
/// @param metrics   keys of those to sum up
/// @param leastBest whether the best run of a group is the one with the least of the first metric, not the greatest
public record GroupRuns(
        String experimentId,
        RunChoice choice,
        String groupBy,
        List<String> metrics,
        @Nullable Boolean leastBest,
        @Nullable Integer maxResults) {
    public GroupRuns {
        Require.text("experiment_id", experimentId);
        Require.text("group_by", groupBy);
        choice = Objects.requireNonNullElse(choice, RunChoice.ALL);
        metrics = Require.listOrEmpty(metrics);
    }

    /// The largest groups first.
    ///
    /// @param more whether there are smaller ones
    public record Response(List<RunGroup> groups, @Nullable Boolean more) {}
}
