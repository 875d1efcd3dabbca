package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST issues/invoke`, of the UI: looks for issues in traces in the background.
public record InvokeIssueDetection(
        String experimentId, List<String> traceIds, List<String> categories, String provider) {
    public InvokeIssueDetection {
        Require.text("experiment_id", experimentId);
        Require.present("trace_ids", traceIds);
        Require.present("categories", categories);
        Require.text("provider", provider);
    }
}
