package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET metrics/get-history`.
public record GetMetricHistory(
        @JsonAlias("run_uuid") String runId,
        String metricKey,
        @Nullable Integer maxResults,
        @Nullable String pageToken) {
    public GetMetricHistory {
        Require.text("run_id", runId);
        Require.text("metric_key", metricKey);
    }

    public record Response(List<Metric> metrics, @Nullable String nextPageToken) {}
}
