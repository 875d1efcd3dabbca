package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;

/// A run says that it lives, though it has nothing to log.
public record Heartbeat(String runId) {
    public Heartbeat {
        Require.text("run_id", runId);
    }

    /// The status that the run has, so that its program learns when somebody else ended it.
    public record Response(RunStatus status) {}
}
