package dev.cairn.protocol.runs;

import dev.cairn.protocol.Require;
import java.util.Objects;

/// `POST runs/count`.
public record CountRuns(String experimentId, RunChoice choice) {
    public CountRuns {
        Require.text("experiment_id", experimentId);
        choice = Objects.requireNonNullElse(choice, RunChoice.ALL);
    }

    /// How many runs there are.
    ///
    /// @param count the chosen runs
    /// @param total those of the same view without a filter
    public record Response(long count, long total) {}
}
