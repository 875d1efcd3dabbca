package dev.cairn.traces;

import dev.cairn.db.Database;
import dev.cairn.http.Routes;
import dev.cairn.tracking.Tracking;

/// The one public door of traces.
public final class Traces {
    private final TraceStarts starts;
    private final TraceReads reads;

    public Traces(Database database, Tracking tracking) {
        starts = new TraceStarts(database, tracking);
        reads = new TraceReads(database);
    }

    public void register(Routes routes) {
        TracesApi.starts(routes, starts);
        TracesApi.reads(routes, reads);
    }
}
