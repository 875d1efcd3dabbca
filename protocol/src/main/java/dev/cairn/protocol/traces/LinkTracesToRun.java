package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST traces/link-to-run`.
public record LinkTracesToRun(List<String> traceIds, String runId) {
    public LinkTracesToRun {
        Require.present("trace_ids", traceIds);
        Require.text("run_id", runId);
    }
}
