package dev.cairn.traces;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.traces.AggregationType;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.AssessmentSource;
import dev.cairn.protocol.traces.Feedback;
import dev.cairn.protocol.traces.MeasureTraces;
import dev.cairn.protocol.traces.MetricAggregation;
import dev.cairn.protocol.traces.MetricDataPoint;
import dev.cairn.protocol.traces.MetricViewType;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.traces.search.TraceFinder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class MeasuredTracesTest {
    private static final long HOUR = 3_600_000;
    private static final MeasureTraces.Metric COUNT =
            metric(MetricViewType.TRACES, "trace_count", new MetricAggregation(AggregationType.COUNT, null));
    private static final MeasureTraces.Metric MEDIAN =
            metric(MetricViewType.TRACES, "latency", new MetricAggregation(AggregationType.PERCENTILE, 50.0));
    private static final MeasureTraces.Metric SCORE = new MeasureTraces.Metric(
            MetricViewType.ASSESSMENTS,
            "assessment_value",
            List.of(new MetricAggregation(AggregationType.AVG, null)),
            List.of("assessment_name"));

    private final Tracer tracer;
    private final Tracer stranger;
    private final TraceFinder finder;
    private final String experiment;

    MeasuredTracesTest(TestDatabase kind) {
        tracer = new Tracer(kind);
        stranger = new Tracer(kind);
        finder = new TraceFinder(tracer.database, tracer.tracking);
        experiment = tracer.experiment();
    }

    private static MeasureTraces.Metric metric(MetricViewType view, String name, MetricAggregation aggregation) {
        return new MeasureTraces.Metric(view, name, List.of(aggregation), List.of());
    }

    @Test
    void severalMetricsOfTheTracesThatAFilterFindsComeTogether() {
        trace(0, "OK", 100, "ask", 0.5);
        trace(10, "OK", 300, "ask", 1.0);
        trace(HOUR, "ERROR", 500, "ask", null);
        trace(HOUR + 5, "OK", 700, "tell", 0.25);
        MeasureTraces.Response measured = measure("name = 'ask'", 0L, 2 * HOUR, 3_600L, COUNT, MEDIAN, SCORE);
        assertThat(measured.timeIntervalSeconds()).isEqualTo(3_600);
        assertThat(texts(measured, 0))
                .containsExactly("1970-01-01T00:00:00+00:00 {COUNT=2.0}", "1970-01-01T01:00:00+00:00 {COUNT=1.0}");
        assertThat(texts(measured, 1))
                .containsExactly("1970-01-01T00:00:00+00:00 {P50.0=200.0}", "1970-01-01T01:00:00+00:00 {P50.0=500.0}");
        assertThat(measured.series().get(2).dataPoints())
                .containsExactly(new MetricDataPoint(
                        "assessment_value",
                        Map.of("time_bucket", "1970-01-01T00:00:00+00:00", "assessment_name", "score"),
                        Map.of("AVG", 0.75)));
    }

    @Test
    void anyFilterOfASearchIsUnderstood() {
        String id = trace(0, "OK", 100, "ask", null);
        trace(1, "ERROR", 100, "ask", null);
        assertThat(counted("status = 'ERROR' OR request_id = '" + id + "'")).isEqualTo(2);
        assertThat(counted("status = 'ERROR' AND timestamp > 0")).isEqualTo(1);
        assertThat(counted("tags.env = 'prod'")).isZero();
        assertInvalid(() -> counted("status ="));
    }

    @Test
    void timeAndIntervalsAreChosenWhereTheyAreLeftOut() {
        trace(5_000, "OK", 1, "a", null);
        trace(5_000 + 24 * HOUR, "OK", 1, "a", null);
        MeasureTraces.Response measured = measure(null, null, null, null, COUNT);
        assertThat(measured.startTimeMs()).isEqualTo(5_000);
        assertThat(measured.endTimeMs()).isEqualTo(5_000 + 24 * HOUR);
        assertThat(measured.timeIntervalSeconds()).isEqualTo(1_800);
        MeasureTraces.Response later = measure(null, 48 * HOUR, null, null, COUNT);
        assertThat(later.endTimeMs()).as("no time at all, rather than none").isEqualTo(48 * HOUR);
        assertThat(later.series().getFirst().dataPoints()).isEmpty();
        assertThat(measure(null, 0L, HOUR, null, COUNT).timeIntervalSeconds()).isEqualTo(60);
        assertThat(measure(null, 0L, 10L, null, COUNT).timeIntervalSeconds()).isEqualTo(1);
        assertThat(measure(null, Long.MIN_VALUE, Long.MAX_VALUE, null, COUNT)
                        .series()
                        .getFirst()
                        .dataPoints())
                .as("all of them, in the two intervals around 1970 at most")
                .hasSizeBetween(1, 2);
    }

    @Test
    void anExperimentWithoutTracesHasNothing() {
        MeasureTraces.Response measured = measure(null, null, null, null, COUNT, MEDIAN);
        assertThat(measured.series())
                .hasSize(2)
                .allSatisfy(series -> assertThat(series.dataPoints()).isEmpty());
    }

    @Test
    void tooMuchIsRefused() {
        assertInvalid(() -> measure(null, 0L, 1_002_000L, 1L, COUNT));
        assertInvalid(() -> measure(null, 0L, 1L, 0L, COUNT));
        assertInvalid(() -> measure(null, 2L, 1L, null, COUNT));
        assertInvalid(() -> measure(
                null, 0L, 1L, null, IntStream.range(0, 13).mapToObj(i -> COUNT).toArray(MeasureTraces.Metric[]::new)));
        assertInvalid(() -> measure(
                null,
                0L,
                1L,
                null,
                metric(MetricViewType.TRACES, "no", new MetricAggregation(AggregationType.COUNT, null))));
        assertMissing(() ->
                finder.measure(stranger.caller, new MeasureTraces(experiment, null, null, null, null, List.of(COUNT))));
    }

    private double counted(@Nullable String filter) {
        return measure(filter, 0L, HOUR, 3_600L, COUNT).series().getFirst().dataPoints().stream()
                .mapToDouble(point -> point.values().get("COUNT"))
                .sum();
    }

    private static List<String> texts(MeasureTraces.Response measured, int metric) {
        return measured.series().get(metric).dataPoints().stream()
                .map(point -> point.dimensions().get("time_bucket") + " " + point.values())
                .toList();
    }

    private MeasureTraces.Response measure(
            @Nullable String filter,
            @Nullable Long start,
            @Nullable Long end,
            @Nullable Long interval,
            MeasureTraces.Metric... metrics) {
        return finder.measure(
                tracer.caller, new MeasureTraces(experiment, filter, start, end, interval, List.of(metrics)));
    }

    private String trace(long time, String state, long length, String name, @Nullable Double score) {
        String id = Tracer.traceId();
        tracer.start(new TraceInfo(
                id,
                null,
                TraceLocation.of(experiment),
                "what?",
                "that",
                Instant.ofEpochMilli(time).toString(),
                length / 1_000.0 + "s",
                TraceState.valueOf(state),
                Map.of(),
                score == null ? List.of() : List.of(scored(score)),
                Map.of("mlflow.traceName", name)));
        return id;
    }

    private static Assessment scored(double score) {
        return new Assessment(
                null,
                "score",
                null,
                null,
                new AssessmentSource(AssessmentSource.Type.CODE, "test"),
                null,
                null,
                new Feedback(score, null),
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                null);
    }
}
