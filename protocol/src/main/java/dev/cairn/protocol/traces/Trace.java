package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;

/// A trace as far as it travels in records: its spans are sent as they are stored.
public record Trace(TraceInfo traceInfo) {
    public Trace {
        Require.present("trace_info", traceInfo);
    }
}
