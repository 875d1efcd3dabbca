package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET metrics/get-history-bulk-interval`: a sample of each run's points that keeps its first and last.
public record GetMetricHistoryBulkInterval(
        List<String> runIds,
        String metricKey,
        @Nullable Integer startStep,
        @Nullable Integer endStep,
        @Nullable Integer maxResults) {
    public GetMetricHistoryBulkInterval {
        Require.text("metric_key", metricKey);
        runIds = Require.listOrEmpty(runIds);
    }

    public record Response(List<MetricWithRunId> metrics) {}
}
