package dev.cairn.traces;

import dev.cairn.db.Database;
import dev.cairn.http.Routes;
import dev.cairn.tracking.Tracking;

/// The one public door of traces.
public final class Traces {
    private final TraceStarts starts;
    private final TraceReads reads;
    private final TraceSearch search;

    public Traces(Database database, Tracking tracking) {
        starts = new TraceStarts(database, tracking);
        reads = new TraceReads(database);
        search = new TraceSearch(database, tracking);
    }

    public void register(Routes routes) {
        TracesApi.starts(routes, starts);
        TracesApi.reads(routes, reads);
        TracesApi.search(routes, search);
    }
}
