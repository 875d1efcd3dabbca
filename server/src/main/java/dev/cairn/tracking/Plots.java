package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.JsonNumbers;
import dev.cairn.protocol.tracking.PlotAxis;
import dev.cairn.protocol.tracking.PlotMetrics;
import dev.cairn.protocol.tracking.PlottedSeries;
import dev.cairn.series.Buckets;
import dev.cairn.series.Extent;
import dev.cairn.series.Points;
import dev.cairn.tracking.names.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What charts of metrics draw: each series in about as many points as a chart has room for.
final class Plots {
    /// As many runs as one can still tell apart in a chart, and more.
    static final int MAX_RUNS = 500;

    static final int MAX_KEYS = 50;

    /// Of the width of the widest screens.
    static final int MAX_BUCKETS = 4_000;

    /// Of all series of a request. A bucket has up to four points.
    static final int MAX_ALL_BUCKETS = 500_000;

    private static final int BUCKETS = 400;

    private final Database database;
    private final Names names;

    Plots(Database database, Names names) {
        this.database = database;
        this.names = names;
    }

    PlotMetrics.Response plot(Caller caller, PlotMetrics request) {
        Set<String> runIds = new LinkedHashSet<>(request.runIds());
        Set<String> keys = new LinkedHashSet<>(request.metricKeys());
        int buckets = request.buckets() == null ? BUCKETS : request.buckets();
        check(runIds, keys, buckets);
        Axis axis = new Axis(request);
        return database.read(tx -> {
            Map<String, StoredRun> runs = new RunStore(tx, caller).all(runIds);
            Reading reading = new Reading(tx, axis, buckets, request.means(), xMetric(tx, request));
            List<PlottedSeries> series = new ArrayList<>();
            for (String key : keys) {
                Optional<Long> name = names.find(tx, key);
                if (name.isPresent()) {
                    runIds.forEach(runId -> reading.series(Objects.requireNonNull(runs.get(runId)), name.get(), key)
                            .ifPresent(series::add));
                }
            }
            return new PlotMetrics.Response(series);
        });
    }

    private Optional<Long> xMetric(Transaction tx, PlotMetrics request) {
        return request.x() != PlotAxis.METRIC
                ? Optional.empty()
                : names.find(tx, Objects.requireNonNull(request.xMetric()));
    }

    private static void check(Set<String> runIds, Set<String> keys, int buckets) {
        if (runIds.isEmpty() || runIds.size() > MAX_RUNS) {
            throw ApiException.invalid(
                    "run_ids must name 1 to %d runs. It names %d.".formatted(MAX_RUNS, runIds.size()));
        }
        if (keys.isEmpty() || keys.size() > MAX_KEYS) {
            throw ApiException.invalid(
                    "metric_keys must name 1 to %d metrics. It names %d.".formatted(MAX_KEYS, keys.size()));
        }
        if (buckets < 2 || buckets > MAX_BUCKETS) {
            throw ApiException.invalid("buckets must be between 2 and %d. It is %d.".formatted(MAX_BUCKETS, buckets));
        }
        long all = (long) buckets * runIds.size() * keys.size();
        if (all > MAX_ALL_BUCKETS) {
            throw ApiException.invalid(
                    "%d runs with %d metrics in %d buckets are %d buckets. At most %d are drawn at once: ask for fewer."
                            .formatted(runIds.size(), keys.size(), buckets, all, MAX_ALL_BUCKETS));
        }
    }

    /// The x axis of a chart, and what of it is shown.
    private record Axis(PlotAxis x, Buckets.Window window) {
        Axis(PlotMetrics request) {
            this(
                    request.x() == null ? PlotAxis.STEP : request.x(),
                    new Buckets.Window(
                            request.from() == null ? Double.NEGATIVE_INFINITY : request.from(),
                            request.to() == null ? Double.POSITIVE_INFINITY : request.to(),
                            request.logX()));
            if (!(window.from() <= window.to())) {
                throw ApiException.invalid("from must not be greater than to. They are %s and %s."
                        .formatted(request.from(), request.to()));
            }
            if (x == PlotAxis.METRIC
                    && (request.xMetric() == null || request.xMetric().isEmpty())) {
                throw ApiException.invalid("x_metric must name the metric of the x axis.");
            }
        }
    }

    /// Reads one series after the other, into the same memory.
    private static final class Reading {
        private final Transaction tx;
        private final MetricStore store;
        private final Axis axis;
        private final int buckets;
        private final boolean wantsMeans;
        private final Optional<Long> xMetric;
        private final Points points = new Points();
        private double[] xs = new double[0];

        private Reading(Transaction tx, Axis axis, int buckets, boolean wantsMeans, Optional<Long> xMetric) {
            this.tx = tx;
            this.store = new MetricStore(tx);
            this.axis = axis;
            this.buckets = buckets;
            this.wantsMeans = wantsMeans;
            this.xMetric = xMetric;
        }

        private Optional<PlottedSeries> series(StoredRun run, long name, String key) {
            tx.checkPatience();
            read(run, name);
            if (points.size() == 0) {
                return Optional.empty();
            }
            placePoints(run);
            Buckets found = new Buckets(xs, points, axis.window, buckets);
            return found.inside() == 0 ? Optional.empty() : Optional.of(drawn(run.runId(), key, found));
        }

        /// Reads the points of a series; a chart that is zoomed by steps or by time needs only those of its window.
        private void read(StoredRun run, long name) {
            RunKey series = new RunKey(run.id(), name);
            switch (axis.x) {
                case STEP -> store.readWithin(series, MetricStore.Side.STEP, windowFrom(0), points);
                case TIME -> store.readWithin(series, MetricStore.Side.TIME, windowFrom(0), points);
                case RELATIVE_TIME -> {
                    Long begin = run.startTime();
                    if (begin == null) {
                        store.read(series, points);
                    } else {
                        store.readWithin(series, MetricStore.Side.TIME, windowFrom(begin), points);
                    }
                }
                case METRIC -> store.read(series, points);
            }
        }

        private Extent windowFrom(long begin) {
            return Extent.around(begin + axis.window.from(), begin + axis.window.to());
        }

        /// Gives each point its place on the x axis; NaN where it has none.
        private void placePoints(StoredRun run) {
            int size = points.size();
            if (xs.length < size) {
                xs = new double[size + size / 2];
            }
            switch (axis.x) {
                case STEP -> {
                    for (int i = 0; i < size; i++) {
                        xs[i] = points.step(i);
                    }
                }
                case TIME -> placeByTime(0);
                case RELATIVE_TIME -> placeByTime(beginOf(run));
                case METRIC ->
                    xMetric.map(name -> store.points(new RunKey(run.id(), name)))
                            .orElseGet(Points::new)
                            .valuesAsOf(points, xs);
            }
        }

        private void placeByTime(long begin) {
            for (int i = 0; i < points.size(); i++) {
                xs[i] = points.timestamp(i) - begin;
            }
        }

        /// When a run began: one moment for all of its metrics, so that they are not shifted against each other. Points
        /// of before, whatever the clocks say, are at negative places.
        private long beginOf(StoredRun run) {
            Long begin = run.startTime();
            return begin == null ? firstTime() : begin;
        }

        private long firstTime() {
            long first = Long.MAX_VALUE;
            for (int i = 0; i < points.size(); i++) {
                first = Math.min(first, points.timestamp(i));
            }
            return first;
        }

        private PlottedSeries drawn(String runId, String key, Buckets found) {
            int[] drawn = found.drawn();
            double[] values = new double[drawn.length];
            for (int i = 0; i < drawn.length; i++) {
                values[i] = points.value(drawn[i]);
            }
            return new PlottedSeries(
                    runId,
                    key,
                    found.inside(),
                    places(drawn),
                    numbers(values),
                    wantsMeans && found.isReduced()
                            ? new PlottedSeries.Means(
                                    places(found.lasts()), numbers(found.means()), numbers(found.counts()))
                            : new PlottedSeries.Means(List.of(), List.of(), List.of()),
                    places(found.nan()),
                    places(found.above()),
                    places(found.below()));
        }

        private List<Double> places(int[] of) {
            double[] places = new double[of.length];
            for (int i = 0; i < of.length; i++) {
                places[i] = xs[of[i]];
            }
            return numbers(places);
        }

        private static List<Double> numbers(double[] numbers) {
            return new JsonNumbers(numbers, numbers.length);
        }
    }
}
