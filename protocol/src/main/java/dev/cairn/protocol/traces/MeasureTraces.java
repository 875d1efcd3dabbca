package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST traces/measure`: metrics of the traces that a search finds, by intervals of time. Times are milliseconds since
/// 1970, both ends included.
///
/// @param filter              as `traces/search` has it
/// @param startTimeMs         the time of the oldest trace where it is left out
/// @param endTimeMs           the time of the newest trace where it is left out
/// @param timeIntervalSeconds a round one of which some tens fill the time where it is left out
public record MeasureTraces(
        String experimentId,
        @Nullable String filter,
        @Nullable Long startTimeMs,
        @Nullable Long endTimeMs,
        @Nullable Long timeIntervalSeconds,
        List<Metric> metrics) {
    public MeasureTraces {
        Require.text("experiment_id", experimentId);
        metrics = Require.listOrEmpty(metrics);
    }

    /// What is measured, in the words of `traces/metrics`.
    public record Metric(
            MetricViewType viewType, String metricName, List<MetricAggregation> aggregations, List<String> dimensions) {
        public Metric {
            Require.present("view_type", viewType);
            Require.text("metric_name", metricName);
            aggregations = Require.listOrEmpty(aggregations);
            dimensions = Require.listOrEmpty(dimensions);
        }
    }

    /// What was measured, in which time.
    ///
    /// @param series one for each metric, in their order
    public record Response(long startTimeMs, long endTimeMs, long timeIntervalSeconds, List<Series> series) {}

    /// What a metric comes to in each interval in which it is something, in the order of time.
    ///
    /// @param more whether there are others, which are left out
    public record Series(
            List<MetricDataPoint> dataPoints, @Nullable Boolean more) {
        public Series {
            dataPoints = Require.listOrEmpty(dataPoints);
        }
    }
}
