package dev.cairn.traces;

import dev.cairn.db.Database;
import dev.cairn.http.Routes;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;

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

    public void register(Routes routes) {
        TracesApi.starts(routes, starts);
        TracesApi.reads(routes, reads);
        TracesApi.search(routes, search);
        TracesApi.analysis(routes, metrics, correlation);
        TracesApi.assessments(routes, assessments);
    }
}
