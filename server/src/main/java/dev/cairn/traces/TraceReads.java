package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.traces.BatchGetTraceInfos;
import dev.cairn.protocol.traces.GetTraceInfoV3;
import dev.cairn.protocol.traces.Trace;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/// What clients ask of the infos of single traces.
final class TraceReads {
    /// Traces that one request may ask for.
    static final int MAX_TRACES = 1_000;

    private final Database database;

    TraceReads(Database database) {
        this.database = database;
    }

    GetTraceInfoV3.Response info(Caller caller, GetTraceInfoV3 request) {
        return database.read(tx -> {
            TraceStore store = new TraceStore(tx, caller);
            return new GetTraceInfoV3.Response(
                    new Trace(store.whole(List.of(store.get(request.traceId()))).getFirst()));
        });
    }

    /// The infos of those of the traces that are there.
    BatchGetTraceInfos.Response infos(Caller caller, BatchGetTraceInfos request) {
        Collection<String> ids = checked(request.traceIds());
        return database.read(tx -> {
            TraceStore store = new TraceStore(tx, caller);
            return new BatchGetTraceInfos.Response(store.whole(in(request.experimentIds(), store.byTraceIds(ids))));
        });
    }

    /// Each id once.
    static Collection<String> checked(List<String> traceIds) {
        if (traceIds.size() > MAX_TRACES) {
            throw ApiException.invalid(
                    "Ask for at most %,d traces at a time; these are %,d.".formatted(MAX_TRACES, traceIds.size()));
        }
        return new LinkedHashSet<>(traceIds);
    }

    /// Those that are in one of the experiments, if any are named.
    static List<ShownTrace> in(List<String> experimentIds, List<ShownTrace> traces) {
        return experimentIds.isEmpty()
                ? traces
                : traces.stream()
                        .filter(trace -> experimentIds.contains(Long.toString(trace.experimentId())))
                        .toList();
    }
}
