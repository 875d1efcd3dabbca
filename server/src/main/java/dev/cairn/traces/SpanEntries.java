package dev.cairn.traces;

import dev.cairn.access.Caller;
import java.util.List;

/// The spans of one request: read, and ready to be stored together with what others send.
record SpanEntries(Caller caller, String experimentId, List<TraceSpans> traces) {

    /// Of a long text, as many take about as long as another row.
    private static final int CHARACTERS_OF_A_ROW = 1_000;

    /// About how many rows are written for them.
    int rows() {
        int rows = 0;
        for (TraceSpans trace : traces) {
            rows += 4 + 2 * trace.spans().size() + trace.attributes().size();
            for (SpanRow span : trace.rows()) {
                rows += span.content().length() / CHARACTERS_OF_A_ROW;
            }
        }
        return rows;
    }
}
