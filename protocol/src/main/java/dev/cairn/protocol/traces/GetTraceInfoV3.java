package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;

/// `GET traces/{trace_id}`.
public record GetTraceInfoV3(String traceId) {
    public GetTraceInfoV3 {
        Require.text("trace_id", traceId);
    }

    public record Response(Trace trace) {}
}
