package dev.cairn.traces.search;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.traces.MeasureTraces;
import dev.cairn.protocol.traces.MetricDataPoint;
import dev.cairn.protocol.traces.QueryTraceMetrics;
import dev.cairn.search.Filter;
import java.util.List;
import java.util.Optional;

/// Metrics of the traces that a filter finds, by intervals of time: what charts of a list of traces show.
final class MeasuredTraces {
    private static final int MOST_METRICS = 12;
    private static final int MOST_POINTS = 5_000;

    private MeasuredTraces() {}

    static void check(MeasureTraces request) {
        if (request.metrics().size() > MOST_METRICS) {
            throw ApiException.invalid("At most %d metrics can be asked for at once, not %d."
                    .formatted(MOST_METRICS, request.metrics().size()));
        }
        // Whatever time it will be.
        request.metrics().forEach(metric -> TraceMetrics.checked(asked(request, metric, new MeasuredTime(0, 0, 1))));
    }

    /// @param experiment of the caller's workspace; where it has no trace each metric comes to nothing
    static MeasureTraces.Response measure(
            Transaction tx, Caller caller, long experiment, MeasureTraces request, Optional<Filter> filter) {
        MeasuredTime time = time(tx, caller, experiment, request).orElse(new MeasuredTime(0, 0, 1));
        TraceQuery.Matching traces = new TraceQuery(
                        tx, List.of(experiment), filter.stream().toList(), TraceFinder.Effort.DEFAULT)
                .matching();
        return new MeasureTraces.Response(
                time.from(),
                time.to(),
                time.interval(),
                request.metrics().stream()
                        .map(metric -> series(tx, traces, asked(request, metric, time)))
                        .toList());
    }

    private static MeasureTraces.Series series(Transaction tx, TraceQuery.Matching traces, QueryTraceMetrics asked) {
        tx.checkPatience();
        List<MetricDataPoint> points =
                new MetricQuery(tx, TraceMetrics.checked(asked), asked).points(traces, List.of(), MOST_POINTS + 1);
        boolean more = points.size() > MOST_POINTS;
        return new MeasureTraces.Series(more ? points.subList(0, MOST_POINTS) : points, more ? true : null);
    }

    private static QueryTraceMetrics asked(MeasureTraces request, MeasureTraces.Metric metric, MeasuredTime time) {
        return new QueryTraceMetrics(
                List.of(request.experimentId()),
                metric.viewType(),
                metric.metricName(),
                metric.aggregations(),
                metric.dimensions(),
                List.of(),
                time.interval(),
                time.from(),
                time.to(),
                null,
                null);
    }

    /// The time asked for, or that in which there are traces; none where the experiment has no trace.
    private static Optional<MeasuredTime> time(Transaction tx, Caller caller, long experiment, MeasureTraces request) {
        SearchedExperimentStore store = new SearchedExperimentStore(tx, caller);
        Long start = request.startTimeMs();
        Long end = request.endTimeMs();
        Optional<Long> first = start == null
                ? store.oldest(experiment).map(time -> end == null ? time : Math.min(time, end))
                : Optional.of(start);
        Optional<Long> last = end == null
                ? store.newest(experiment).map(time -> start == null ? time : Math.max(time, start))
                : Optional.of(end);
        Long interval = request.timeIntervalSeconds();
        return first.flatMap(from ->
                last.map(to -> interval == null ? MeasuredTime.of(from, to) : MeasuredTime.of(from, to, interval)));
    }
}
