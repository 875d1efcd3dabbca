package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;

/// `GET runs/get`.
public record GetRun(@JsonAlias("run_uuid") String runId) {
    public GetRun {
        Require.text("run_id", runId);
    }

    public record Response(Run run) {}
}
