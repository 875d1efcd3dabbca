package dev.cairn.protocol.runs;

import dev.cairn.protocol.Require;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `POST runs/table`: a window of a table of runs.
///
/// @param columns        such as `metrics.loss`, `params.depth`, `tags.team`, `datasets`, `models`
/// @param defaultColumns of how many columns of metrics and of parameters, each, the server shall decide itself: those
///                       that most of the newest runs have
public record ReadRunTable(
        String experimentId,
        RunChoice choice,
        List<String> columns,
        @Nullable Integer defaultColumns,
        List<String> orderBy,
        @Nullable Long offset,
        @Nullable Integer maxResults) {
    public ReadRunTable {
        Require.text("experiment_id", experimentId);
        choice = Objects.requireNonNullElse(choice, RunChoice.ALL);
        columns = Require.listOrEmpty(columns);
        orderBy = Require.listOrEmpty(orderBy);
    }

    /// The rows of the window.
    ///
    /// @param columns those that were asked for, and then those that the server chose
    /// @param more    whether there are others behind them
    public record Response(
            List<RunRow> runs,
            List<String> columns,
            @Nullable Boolean more) {}
}
