package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET metrics/get-history-bulk`, of the UI.
public record GetMetricHistoryBulk(
        List<String> runId, String metricKey, @Nullable Integer maxResults) {
    public GetMetricHistoryBulk {
        Require.text("metric_key", metricKey);
        runId = Require.listOrEmpty(runId);
    }

    public record Response(List<MetricWithRunId> metrics) {}
}
