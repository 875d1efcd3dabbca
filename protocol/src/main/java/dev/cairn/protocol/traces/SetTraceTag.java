package dev.cairn.protocol.traces;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH traces/{trace_id}/tags`; version 2.0 calls the trace `request_id`.
public record SetTraceTag(
        @JsonAlias("request_id") String traceId,
        String key,
        @Nullable String value) {
    public SetTraceTag {
        Require.text("trace_id", traceId);
        Require.text("key", key);
    }
}
