package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;

/// `POST runs/delete-tag`.
public record DeleteTag(@JsonAlias("run_uuid") String runId, String key) {
    public DeleteTag {
        Require.text("run_id", runId);
        Require.text("key", key);
    }
}
