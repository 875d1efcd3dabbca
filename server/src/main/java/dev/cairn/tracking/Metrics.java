package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.GetMetricHistory;
import dev.cairn.protocol.tracking.GetMetricHistoryBulk;
import dev.cairn.protocol.tracking.GetMetricHistoryBulkInterval;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.MetricWithRunId;
import dev.cairn.search.PageToken;
import dev.cairn.series.Points;
import dev.cairn.series.Sample;
import dev.cairn.series.StepRange;
import dev.cairn.tracking.names.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// Histories of metrics (semantics, section 8).
final class Metrics {
    private static final int BULK_RUNS = 100;
    private static final int BULK_POINTS = 25_000;
    private static final int POINTS_PER_RUN = 2_500;

    private final Database database;
    private final Names names;

    Metrics(Database database, Names names) {
        this.database = database;
        this.names = names;
    }

    GetMetricHistory.Response history(Caller caller, GetMetricHistory request) {
        Integer limit = request.maxResults();
        if (limit != null && limit <= 0) {
            throw ApiException.invalid(
                    "Invalid value %d for parameter 'max_results' supplied. It must be a positive integer."
                            .formatted(limit));
        }
        long offset = PageToken.offset(request.pageToken());
        Points points = database.read(tx -> series(tx, caller, List.of(request.runId()), request.metricKey())
                        .of(request.runId()))
                .byTime();
        int from = (int) Math.min(offset, points.size());
        int to = limit == null ? points.size() : (int) Math.min((long) from + limit, points.size());
        List<Metric> page = IntStream.range(from, to)
                .mapToObj(i -> new Metric(
                        request.metricKey(),
                        points.value(i),
                        points.timestamp(i),
                        points.step(i),
                        null,
                        null,
                        null,
                        null))
                .toList();
        return new GetMetricHistory.Response(page, to < points.size() ? PageToken.of(to) : null);
    }

    GetMetricHistoryBulk.Response bulk(Caller caller, GetMetricHistoryBulk request) {
        requireRuns("GetMetricHistoryBulk", "run_id", request.runId());
        int limit = Math.min(request.maxResults() == null ? BULK_POINTS : request.maxResults(), BULK_POINTS);
        List<String> runs =
                request.runId().stream().sorted(Comparator.naturalOrder()).toList();
        return database.read(tx -> {
            List<MetricWithRunId> found = new ArrayList<>();
            SeriesOfRuns series = series(tx, caller, runs, request.metricKey());
            for (String run : runs) {
                Points points = series.of(run).byTime();
                for (int i = 0; i < points.size() && found.size() < limit; i++) {
                    found.add(point(request.metricKey(), run, points, i));
                }
            }
            return new GetMetricHistoryBulk.Response(found);
        });
    }

    GetMetricHistoryBulkInterval.Response bulkInterval(Caller caller, GetMetricHistoryBulkInterval request) {
        requireRuns("GetMetricHistoryBulkInterval", "run_ids", request.runIds());
        StepRange range = StepRange.of(request.startStep(), request.endStep());
        int limit = request.maxResults() == null ? POINTS_PER_RUN : request.maxResults();
        if (limit < 1 || limit > POINTS_PER_RUN) {
            throw ApiException.invalid("max_results must be between 1 and %d.".formatted(POINTS_PER_RUN));
        }
        return database.read(tx -> {
            List<MetricWithRunId> found = new ArrayList<>();
            SeriesOfRuns series = series(tx, caller, request.runIds(), request.metricKey());
            for (String run : request.runIds()) {
                Points points = range.of(series.of(run).byStep());
                for (int i : Sample.positions(points.size(), limit)) {
                    found.add(point(request.metricKey(), run, points, i));
                }
            }
            return new GetMetricHistoryBulkInterval.Response(found);
        });
    }

    /// One metric of some runs, which are all there; each is read when it is asked for.
    private SeriesOfRuns series(Transaction tx, Caller caller, List<String> runIds, String key) {
        ToLongFunction<String> runs = new RunStore(tx, caller).ids(new LinkedHashSet<>(runIds));
        Optional<Long> name = names.find(tx, key);
        MetricStore store = new MetricStore(tx);
        return runId -> name.map(id -> store.points(new RunKey(runs.applyAsLong(runId), id)))
                .orElseGet(Points::new);
    }

    private static MetricWithRunId point(String key, String run, Points points, int i) {
        return new MetricWithRunId(key, points.value(i), points.timestamp(i), points.step(i), run);
    }

    private static void requireRuns(String request, String parameter, List<String> runs) {
        if (runs.isEmpty()) {
            throw ApiException.invalid(
                    "Missing value for required parameter '%s'. See the API docs for more information about request parameters."
                            .formatted(parameter));
        }
        if (runs.size() > BULK_RUNS) {
            throw ApiException.invalid("%s request must specify at most %d %s. Received %d %s."
                    .formatted(request, BULK_RUNS, parameter, runs.size(), parameter));
        }
    }

    @FunctionalInterface
    private interface SeriesOfRuns {
        Points of(String runId);
    }
}
