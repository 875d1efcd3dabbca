package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;

/// `GET traces/{request_id}/info` of version 2.0.
public record GetTraceInfo(String requestId) {
    public GetTraceInfo {
        Require.text("request_id", requestId);
    }

    public record Response(TraceInfoV2 traceInfo) {}
}
