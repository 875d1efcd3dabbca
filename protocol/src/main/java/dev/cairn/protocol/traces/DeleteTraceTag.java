package dev.cairn.protocol.traces;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;

/// `DELETE traces/{trace_id}/tags`; version 2.0 calls the trace `request_id`.
public record DeleteTraceTag(@JsonAlias("request_id") String traceId, String key) {
    public DeleteTraceTag {
        Require.text("trace_id", traceId);
        Require.text("key", key);
    }
}
