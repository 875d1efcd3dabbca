package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.traces.LinkPromptsToTrace;
import dev.cairn.protocol.traces.LinkTracesToRun;
import dev.cairn.text.Lengths;
import dev.cairn.tracking.Tracking;
import java.util.List;

/// What traces have to do with: runs that they came of, versions of prompts that they used.
final class TraceLinks {
    private static final int MAX_TRACES = 100;

    /// As of the names of registered models, which prompts are.
    private static final int MAX_PROMPT = 256;

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
            List<Long> traces = new TraceStore(tx, caller)
                    .lockedAll(traceIds.stream().distinct().toList()).stream()
                            .map(StoredTrace::id)
                            .toList();
            new TraceLinkStore(tx).addRun(runId, traces);
            return Empty.EMPTY;
        });
    }

    Empty toPrompts(Caller caller, LinkPromptsToTrace request) {
        request.promptVersions().forEach(prompt -> {
            Lengths.check("name", MAX_PROMPT, prompt.name());
            Lengths.check("version", MAX_PROMPT, prompt.version());
        });
        return database.write(tx -> {
            long trace = new TraceStore(tx, caller).locked(request.traceId()).id();
            new TraceLinkStore(tx).addPrompts(trace, request.promptVersions());
            return Empty.EMPTY;
        });
    }
}
