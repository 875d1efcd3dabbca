package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST traces/batchGetInfos`. With experiments, only traces of these are found.
public record BatchGetTraceInfos(List<String> traceIds, List<String> experimentIds) {
    public BatchGetTraceInfos {
        Require.present("trace_ids", traceIds);
        experimentIds = Require.listOrEmpty(experimentIds);
    }

    public record Response(List<TraceInfo> traceInfos) {}
}
