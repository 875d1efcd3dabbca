package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST traces/metrics`. Times are milliseconds since 1970, both ends included.
public record QueryTraceMetrics(
        List<String> experimentIds,
        MetricViewType viewType,
        String metricName,
        List<MetricAggregation> aggregations,
        List<String> dimensions,
        List<String> filters,
        @Nullable Long timeIntervalSeconds,
        @Nullable Long startTimeMs,
        @Nullable Long endTimeMs,
        @Nullable Integer maxResults,
        @Nullable String pageToken) {
    public QueryTraceMetrics {
        Require.present("experiment_ids", experimentIds);
        Require.present("view_type", viewType);
        Require.text("metric_name", metricName);
        Require.present("aggregations", aggregations);
        dimensions = Require.listOrEmpty(dimensions);
        filters = Require.listOrEmpty(filters);
    }

    public record Response(
            List<MetricDataPoint> dataPoints, @Nullable String nextPageToken) {}
}
