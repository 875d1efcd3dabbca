package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.traces.LinkPromptsToTrace;
import dev.cairn.protocol.traces.LinkTracesToRun;
import dev.cairn.tracking.Tracking;
import java.util.List;

/// What traces have to do with: runs that they came of, versions of prompts that they used.
final class TraceLinks {
    private static final int MAX_TRACES = 100;

    private final Database database;
    private final Tracking tracking;

    TraceLinks(Database database, Tracking tracking) {
        this.database = database;
        this.tracking = tracking;
    }

    Empty toRun(Caller caller, LinkTracesToRun request) {
        if (request.traceIds().size() > MAX_TRACES) {
            throw ApiException.invalid(
                    "Cannot link more than %d traces to a run in a single request. Provided %d traces."
                            .formatted(MAX_TRACES, request.traceIds().size()));
        }
        return toRun(caller, request.runId(), request.traceIds());
    }

    /// Links those of the traces that are there.
    Empty toRun(Caller caller, String runId, List<String> traceIds) {
        return database.write(tx -> {
            if (tracking.findRun(tx, caller, runId).isEmpty()) {
                throw ApiException.missing("Run with id=%s not found".formatted(runId));
            }
            List<Long> traces = new TraceStore(tx, caller.workspace())
                    .byTraceIds(traceIds).stream().map(StoredTrace::id).toList();
            new TraceLinkStore(tx).addRun(runId, traces);
            return Empty.EMPTY;
        });
    }

    Empty toPrompts(Caller caller, LinkPromptsToTrace request) {
        return database.write(tx -> {
            long trace = new TraceStore(tx, caller.workspace())
                    .locked(request.traceId())
                    .id();
            new TraceLinkStore(tx).addPrompts(trace, request.promptVersions());
            return Empty.EMPTY;
        });
    }
}
