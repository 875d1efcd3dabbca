package dev.cairn.traces;

import dev.cairn.access.Caller;
import java.util.List;

/// The spans of one request: read, and ready to be stored together with what others send.
record SpanEntries(Caller caller, String experimentId, List<TraceSpans> traces) {

    /// About how many rows are written for them.
    int rows() {
        int rows = 0;
        for (TraceSpans trace : traces) {
            rows += 4 + 2 * trace.spans().size() + trace.terms().size();
        }
        return rows;
    }
}
