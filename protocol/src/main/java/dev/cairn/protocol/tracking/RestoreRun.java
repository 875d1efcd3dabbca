package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;

/// `POST runs/restore`: from the trash.
public record RestoreRun(@JsonAlias("run_uuid") String runId) {
    public RestoreRun {
        Require.text("run_id", runId);
    }
}
