package dev.cairn.protocol.runs;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST runs/move`: puts runs into another experiment, each with all that are below it, all or none.
///
/// @param experimentId where they go
public record MoveRuns(List<String> runIds, String experimentId) {
    public MoveRuns {
        runIds = Require.listOrEmpty(runIds);
        Require.text("experiment_id", experimentId);
    }

    /// What was moved.
    ///
    /// @param moved how many runs are in another experiment now, those below the named ones included
    public record Response(long moved) {}
}
