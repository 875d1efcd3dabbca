package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.Routes;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/// The one public door of traces.
public final class Traces {
    private final TraceStarts starts;
    private final TraceReads reads;
    private final TraceSearch search;
    private final Assessments assessments;
    private final TraceMetrics metrics;
    private final TraceCorrelation correlation;

    public Traces(Database database, Tracking tracking, InstantSource clock) {
        starts = new TraceStarts(database, tracking, clock);
        reads = new TraceReads(database);
        search = new TraceSearch(database, tracking);
        assessments = new Assessments(database, clock);
        metrics = new TraceMetrics(database, tracking);
        correlation = new TraceCorrelation(database, tracking);
        tracking.whenRunIsDeleted((tx, runId) -> new AssessmentStore(tx).deleteOfRun(runId));
    }

    /// The rows of those of some traces that an experiment of the caller's workspace has, by their ids.
    public Map<String, Long> find(Transaction tx, Caller caller, long experiment, Collection<String> traceIds) {
        return new TraceStore(tx, caller.workspace())
                .byTraceIds(traceIds).stream()
                        .filter(trace -> trace.experimentId() == experiment)
                        .collect(Collectors.toMap(StoredTrace::traceId, StoredTrace::id));
    }

    public void register(Routes routes) {
        TracesApi.starts(routes, starts);
        TracesApi.reads(routes, reads);
        TracesApi.search(routes, search);
        TracesApi.analysis(routes, metrics, correlation);
        TracesApi.assessments(routes, assessments);
    }
}
