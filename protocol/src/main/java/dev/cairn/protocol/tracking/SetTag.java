package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST runs/set-tag`.
public record SetTag(
        @JsonAlias("run_uuid") String runId,
        String key,
        @Nullable String value) {
    public SetTag {
        Require.text("run_id", runId);
        Require.text("key", key);
    }
}
