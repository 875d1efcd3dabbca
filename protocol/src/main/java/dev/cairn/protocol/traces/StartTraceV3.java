package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;

/// `POST traces` of version 3.0.
public record StartTraceV3(Trace trace) {
    public StartTraceV3 {
        Require.present("trace", trace);
    }

    public record Response(Trace trace) {}
}
