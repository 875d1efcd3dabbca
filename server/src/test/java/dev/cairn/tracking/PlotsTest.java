package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static dev.cairn.tracking.Tracker.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.Json;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.PlotAxis;
import dev.cairn.protocol.tracking.PlotMetrics;
import dev.cairn.protocol.tracking.PlottedSeries;
import dev.cairn.series.Extent;
import dev.cairn.series.Points;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class PlotsTest {
    private final Tracker tracker;
    private final String run;

    PlotsTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        run = tracker.run();
    }

    @Test
    void aShortSeriesIsDrawnWhole() {
        tracker.log(run, point("m", 1, 10, 0), point("m", 2, 20, 1), point("m", 3, 30, 5));
        PlottedSeries series = only(plot(PlotAxis.STEP, null, null, 100));

        assertThat(series.x()).containsExactly(0.0, 1.0, 5.0);
        assertThat(series.y()).containsExactly(1.0, 2.0, 3.0);
        assertThat(series.points()).isEqualTo(3);
        assertThat(series.means().x()).isEmpty();
    }

    @Test
    void aSinglePointIsDrawn() {
        tracker.log(run, point("m", 0.5, 10, 3));
        assertThat(only(plot(PlotAxis.STEP, null, null, 2)).x()).containsExactly(3.0);
    }

    @Test
    void aLongSeriesKeepsItsOutliersAndAWindowOfItEveryPoint() {
        List<Metric> points = new ArrayList<>(IntStream.range(0, 900)
                .mapToObj(i -> point("m", i == 431 ? 1e6 : i % 7, i * 1_000L, i))
                .toList());
        Collections.shuffle(points, new Random(3));
        tracker.log(run, points);

        PlottedSeries overview = only(plot(PlotAxis.STEP, null, null, 10));
        assertThat(overview.y()).contains(1e6);
        assertThat(overview.x()).startsWith(0.0).endsWith(899.0).isSorted();
        assertThat(overview.x().size()).isLessThan(45);
        assertThat(overview.means().x()).as("nobody asked for them").isEmpty();

        PlottedSeries near = only(plot(PlotAxis.STEP, 400.0, 450.0, 64));
        assertThat(near.x()).hasSize(51).contains(431.0);
        assertThat(near.points()).isEqualTo(51);
        assertThat(plot(PlotAxis.STEP, 10_000.0, 20_000.0, 10).series()).isEmpty();
    }

    @Test
    void eachWindowHasEveryPointHoweverTheyArrived() {
        Map<Double, Long> timeOfStep = logInAnyOrder();
        assertThatWindowsAreWhole(timeOfStep);

        forgetExtents();
        assertThatWindowsAreWhole(timeOfStep);

        tracker.log(run, point("m", 7, 1_234_567, 5_001));
        timeOfStep.put(5_001.0, 1_234_567L);
        assertThatWindowsAreWhole(timeOfStep);
    }

    @Test
    void aWindowOfALongSeriesReadsNoOtherChunks() {
        for (int batch = 0; batch < 20; batch++) {
            int first = batch * 100;
            tracker.log(
                    run,
                    IntStream.range(first, first + 100)
                            .mapToObj(i -> point("m", i, 10L * i, i))
                            .toList());
        }

        assertThat(readWithin(MetricStore.Side.STEP, new Extent(500, 550)).size())
                .isBetween(51, 400);
        assertThat(readWithin(MetricStore.Side.TIME, new Extent(5_000, 5_500)).size())
                .isBetween(51, 400);
        assertThat(readWithin(MetricStore.Side.STEP, new Extent(9_000, 9_500)).size())
                .isZero();
    }

    private Points readWithin(MetricStore.Side side, Extent extent) {
        return tracker.database.read(tx -> {
            long number = new RunStore(tx, tracker.caller).get(run).id();
            RunKey series = new RunKey(number, tracker.names.find(tx, "m").orElseThrow());
            Points points = new Points();
            new MetricStore(tx).readWithin(series, side, extent, points);
            return points;
        });
    }

    @Test
    void stepsThatNoDoubleTellsApartAreAllInTheirWindow() {
        long step = 1L << 53;
        tracker.log(run, point("m", 1, 0, step), point("m", 2, 0, step + 1));
        tracker.log(run, point("m", 3, 0, step + 1));
        assertThat(only(plot(PlotAxis.STEP, (double) step, (double) step, 10)).points())
                .isEqualTo(3);
    }

    /// Many chunks, whose steps and times are spread over the whole series or close together.
    private Map<Double, Long> logInAnyOrder() {
        Random chance = new Random(5);
        Map<Double, Long> timeOfStep = new HashMap<>();
        for (int batch = 0; batch < 40; batch++) {
            List<Metric> points = new ArrayList<>();
            for (int i = 0; i < 1 + chance.nextInt(150); i++) {
                long step = batch % 3 == 0 ? chance.nextInt(5_000) : batch * 100 + i;
                long time = chance.nextInt(1_000_000);
                if (timeOfStep.putIfAbsent((double) step, time) == null) {
                    points.add(point("m", i, time, step));
                }
            }
            tracker.log(run, points);
        }
        return timeOfStep;
    }

    private void assertThatWindowsAreWhole(Map<Double, Long> timeOfStep) {
        long start = Objects.requireNonNull(tracker.get(run).info().startTime());
        for (int begin = -500; begin <= 5_000; begin += 500) {
            double from = begin;
            double to = from + 600.5;
            assertThat(xs(PlotAxis.STEP, from, to))
                    .containsExactlyElementsOf(timeOfStep.keySet().stream()
                            .filter(step -> step >= from && step <= to)
                            .sorted()
                            .toList());
            assertThat(xs(PlotAxis.TIME, from * 200, to * 200))
                    .containsExactlyInAnyOrderElementsOf(timeOfStep.values().stream()
                            .map(time -> (double) time)
                            .filter(time -> time >= from * 200 && time <= to * 200)
                            .toList());
            assertThat(xs(PlotAxis.RELATIVE_TIME, from * 200, to * 200))
                    .containsExactlyInAnyOrderElementsOf(timeOfStep.values().stream()
                            .map(time -> (double) time - start)
                            .filter(time -> time >= from * 200 && time <= to * 200)
                            .toList());
        }
    }

    private List<Double> xs(PlotAxis axis, double from, double to) {
        return plot(axis, from, to, Plots.MAX_BUCKETS).series().stream()
                .flatMap(series -> series.x().stream())
                .toList();
    }

    /// As chunks are that were written by an earlier version.
    private void forgetExtents() {
        tracker.database.write(tx -> tx.update("""
                UPDATE metric_chunks SET least_step = NULL, greatest_step = NULL, least_time = NULL, greatest_time = NULL
                WHERE run IN (SELECT id FROM runs WHERE run_id = ?)
                """, run));
    }

    @Test
    void whatIsNoNumberAndWhatIsInfiniteIsTold() {
        tracker.log(
                run,
                point("m", 1, 0, 0),
                point("m", Double.NaN, 0, 1),
                point("m", Double.POSITIVE_INFINITY, 0, 2),
                point("m", Double.NEGATIVE_INFINITY, 0, 3));
        PlottedSeries series = only(plot(PlotAxis.STEP, null, null, 100));

        assertThat(series.y()).containsExactly(1.0);
        assertThat(series.nan()).containsExactly(1.0);
        assertThat(series.above()).containsExactly(2.0);
        assertThat(series.below()).containsExactly(3.0);
        assertThat(series.points()).isEqualTo(4);
    }

    @Test
    void theAxisMayBeTime() {
        long start = Objects.requireNonNull(tracker.get(run).info().startTime());
        tracker.log(run, point("m", 1, start + 500, 9), point("m", 2, start + 2_000, 8));

        assertThat(only(plot(PlotAxis.TIME, null, null, 100)).x()).containsExactly(start + 500.0, start + 2_000.0);
        assertThat(only(plot(PlotAxis.RELATIVE_TIME, null, null, 100)).x()).containsExactly(500.0, 2_000.0);
    }

    @Test
    void pointsOfBeforeTheRunAreNotShiftedAgainstOthers() {
        long start = Objects.requireNonNull(tracker.get(run).info().startTime());
        tracker.log(run, point("m", 1, start - 500, 0), point("m", 2, start + 2_000, 1));
        assertThat(only(plot(PlotAxis.RELATIVE_TIME, null, null, 100)).x()).containsExactly(-500.0, 2_000.0);
    }

    @Test
    void meansStandForAllPointsOfTheirBuckets() {
        tracker.log(
                run,
                IntStream.range(0, 900)
                        .mapToObj(i -> point("m", i % 7, i * 1_000L, i))
                        .toList());
        PlotMetrics request =
                new PlotMetrics(List.of(run), List.of("m"), PlotAxis.STEP, null, null, null, false, 10, true);
        PlottedSeries.Means means =
                only(tracker.plots.plot(tracker.caller, request)).means();

        assertThat(means.counts().stream().mapToDouble(count -> count).sum()).isEqualTo(900);
        double sum = IntStream.range(0, means.y().size())
                .mapToDouble(i -> means.y().get(i) * means.counts().get(i))
                .sum();
        assertThat(sum)
                .isCloseTo(IntStream.range(0, 900).map(i -> i % 7).sum(), org.assertj.core.data.Offset.offset(1e-6));
        assertThat(means.x()).endsWith(899.0).isSorted();
    }

    @Test
    void theAxisMayBeAnotherMetric() {
        tracker.log(run, point("epoch", 1, 0, 10), point("epoch", 2, 0, 20));
        tracker.log(run, point("m", 0, 0, 5), point("m", 1, 0, 10), point("m", 1.5, 0, 15), point("m", 2, 0, 20));
        PlottedSeries series = only(tracker.plots.plot(
                tracker.caller,
                new PlotMetrics(List.of(run), List.of("m"), PlotAxis.METRIC, "epoch", null, null, false, 100, false)));

        assertThat(series.x()).containsExactly(1.0, 1.0, 2.0);
        assertThat(series.y()).containsExactly(1.0, 1.5, 2.0);
        assertThat(tracker.plots
                        .plot(
                                tracker.caller,
                                new PlotMetrics(
                                        List.of(run),
                                        List.of("m"),
                                        PlotAxis.METRIC,
                                        "never",
                                        null,
                                        null,
                                        false,
                                        100,
                                        false))
                        .series())
                .isEmpty();
    }

    @Test
    void hugeStepsAreDrawn() {
        tracker.log(run, point("m", 1, 0, Long.MIN_VALUE), point("m", 2, 0, Long.MAX_VALUE), point("m", 3, 0, 0));
        assertThat(only(plot(PlotAxis.STEP, null, null, 100)).y()).containsExactly(1.0, 3.0, 2.0);
    }

    @Test
    void manyRunsAndKeysAreDrawnAtOnce() {
        String other = tracker.run();
        tracker.log(run, point("m", 1, 0, 0), point("n", 2, 0, 0));
        tracker.log(other, point("m", 3, 0, 0));
        List<PlottedSeries> series = tracker.plots
                .plot(
                        tracker.caller,
                        new PlotMetrics(
                                List.of(run, other),
                                List.of("m", "n", "never"),
                                null,
                                null,
                                null,
                                null,
                                false,
                                null,
                                false))
                .series();

        assertThat(series).extracting(PlottedSeries::runId).containsExactly(run, other, run);
        assertThat(series).extracting(PlottedSeries::metricKey).containsExactly("m", "m", "n");
    }

    @Test
    void wholeNumbersTravelWithoutFraction() {
        tracker.log(run, point("m", 0.5, 0, 1_700_000_000_000L), point("m", 2, 0, 1_700_000_000_001L));
        String json =
                new String(Json.write(plot(PlotAxis.STEP, null, null, 100)), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(json).contains("\"x\":[1700000000000,1700000000001],\"y\":[0.5,2]");
    }

    @Test
    void requestsAreBounded() {
        assertInvalid(() -> plot(List.of(), List.of("m"), 10));
        assertInvalid(() -> plot(List.of(run), List.of(), 10));
        assertInvalid(() -> plot(runs(Plots.MAX_RUNS + 1), List.of("m"), 10));
        assertInvalid(() -> plot(List.of(run), runs(Plots.MAX_KEYS + 1), 10));
        assertInvalid(() -> plot(List.of(run), List.of("m"), 1));
        assertInvalid(() -> plot(List.of(run), List.of("m"), Plots.MAX_BUCKETS + 1));
        assertInvalid(() -> plot(runs(Plots.MAX_RUNS), List.of("m"), 1_001));
        assertInvalid(() -> plot(PlotAxis.STEP, 2.0, 1.0, 10));
        assertInvalid(() -> plot(PlotAxis.STEP, Double.NaN, 1.0, 10));
        assertInvalid(() -> plot(PlotAxis.METRIC, null, null, 10));
    }

    @Test
    void runsOfOtherWorkspacesAreNotThere() {
        assertMissing(() -> plot(List.of("nothing"), List.of("m"), 10));
        Tracker stranger = new Tracker(tracker.database);
        String theirs = stranger.run();
        stranger.log(theirs, point("m", 1, 0, 0));
        assertMissing(() -> plot(List.of(theirs), List.of("m"), 10));
    }

    private static List<String> runs(int count) {
        return IntStream.range(0, count).mapToObj(i -> "r" + i).toList();
    }

    private PlotMetrics.Response plot(List<String> runs, List<String> keys, int buckets) {
        return tracker.plots.plot(
                tracker.caller, new PlotMetrics(runs, keys, null, null, null, null, false, buckets, false));
    }

    private PlotMetrics.Response plot(PlotAxis x, @Nullable Double from, @Nullable Double to, int buckets) {
        return tracker.plots.plot(
                tracker.caller, new PlotMetrics(List.of(run), List.of("m"), x, null, from, to, false, buckets, false));
    }

    private static PlottedSeries only(PlotMetrics.Response response) {
        assertThat(response.series()).hasSize(1);
        return response.series().getFirst();
    }
}
