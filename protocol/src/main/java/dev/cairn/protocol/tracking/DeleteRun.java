package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;

/// `POST runs/delete`: to the trash.
public record DeleteRun(@JsonAlias("run_uuid") String runId) {
    public DeleteRun {
        Require.text("run_id", runId);
    }
}
