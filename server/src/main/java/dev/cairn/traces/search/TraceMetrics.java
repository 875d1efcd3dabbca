package dev.cairn.traces.search;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.traces.AggregationType;
import dev.cairn.protocol.traces.MetricAggregation;
import dev.cairn.protocol.traces.QueryTraceMetrics;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.PageSize;
import dev.cairn.tracking.Tracking;
import java.util.HashSet;
import java.util.List;

/// Counts, sums and spreads of traces, spans and assessments (semantics, section 19).
final class TraceMetrics {
    /// Aggregations, and filters, of one query.
    private static final int MOST = 50;

    private final Database database;
    private final Tracking tracking;

    TraceMetrics(Database database, Tracking tracking) {
        this.database = database;
        this.tracking = tracking;
    }

    QueryTraceMetrics.Response query(Caller caller, QueryTraceMetrics request) {
        TraceMetric metric = checked(request);
        int size = PageSize.TRACE_METRICS.of(request.maxResults());
        if (request.pageToken() != null && !request.pageToken().isEmpty()) {
            throw ApiException.invalid("Metrics of traces have no pages: the page_token must be left out.");
        }
        List<Filter.Compare> filters =
                request.filters().stream().map(TraceMetrics::filter).toList();
        List<Long> experiments =
                request.experimentIds().stream().map(tracking::experimentNumber).toList();
        if (request.aggregations().isEmpty() || experiments.isEmpty()) {
            return new QueryTraceMetrics.Response(List.of(), null);
        }
        return database.read(tx -> {
            List<Long> own = new SearchedExperimentStore(tx, caller).own(experiments);
            return new QueryTraceMetrics.Response(
                    new MetricQuery(tx, metric, request).points(TraceQuery.Matching.allOf(own), filters, size), null);
        });
    }

    /// The metric that a request asks for, checked.
    static TraceMetric checked(QueryTraceMetrics request) {
        checkMany("aggregations", request.aggregations().size());
        checkMany("filters", request.filters().size());
        TraceMetric metric = TraceMetric.of(request.viewType(), request.metricName());
        request.aggregations().forEach(TraceMetrics::check);
        metric.check(
                request.aggregations().stream()
                        .map(MetricAggregation::aggregationType)
                        .toList(),
                request.dimensions());
        checkInterval(request);
        return metric;
    }

    private static void check(MetricAggregation aggregation) {
        Double percentile = aggregation.percentileValue();
        if (aggregation.aggregationType() != AggregationType.PERCENTILE) {
            if (percentile != null) {
                throw ApiException.invalid("Percentile value is only allowed for PERCENTILE aggregation type, got %s"
                        .formatted(aggregation.aggregationType()));
            }
        } else if (percentile == null) {
            throw ApiException.invalid("Percentile value is required for PERCENTILE aggregation");
        } else if (!(percentile >= 0 && percentile <= 100)) {
            throw ApiException.invalid("Percentile value must be between 0 and 100, got " + percentile);
        }
    }

    private static void checkMany(String what, int count) {
        if (count > MOST) {
            throw ApiException.invalid("At most %d %s can be asked for at once, not %d.".formatted(MOST, what, count));
        }
    }

    private static void checkInterval(QueryTraceMetrics request) {
        Long interval = request.timeIntervalSeconds();
        if (interval == null) {
            return;
        }
        if (request.startTimeMs() == null || request.endTimeMs() == null) {
            throw ApiException.invalid("start_time_ms and end_time_ms are required if time_interval_seconds is set");
        }
        if (interval < 1 || interval > Integer.MAX_VALUE) {
            throw ApiException.invalid(
                    "time_interval_seconds must be between 1 and %d, got %d".formatted(Integer.MAX_VALUE, interval));
        }
        if (new HashSet<>(request.dimensions()).contains(MetricQuery.TIME_BUCKET)) {
            throw ApiException.invalid("time_bucket is a dimension by time_interval_seconds already");
        }
    }

    private static Filter.Compare filter(String text) {
        return Grammars.TRACE_METRICS
                .filter(text)
                .filter(Filter.Compare.class::isInstance)
                .map(Filter.Compare.class::cast)
                .orElseThrow(() ->
                        ApiException.invalid("Invalid filter: '%s'. Expected one filter clause.".formatted(text)));
    }
}
