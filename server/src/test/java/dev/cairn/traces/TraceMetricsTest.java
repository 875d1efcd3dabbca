package dev.cairn.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.traces.AggregationType;
import dev.cairn.protocol.traces.MetricAggregation;
import dev.cairn.protocol.traces.MetricDataPoint;
import dev.cairn.protocol.traces.MetricViewType;
import dev.cairn.protocol.traces.QueryTraceMetrics;
import dev.cairn.traces.search.TraceFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class TraceMetricsTest {
    private static final long DAY = 86_400_000;

    private final Tracer tracer;
    private final Tracer stranger;
    private final TraceFinder finder;
    private final String experiment;

    TraceMetricsTest(TestDatabase kind) {
        tracer = new Tracer(kind);
        stranger = new Tracer(kind);
        finder = new TraceFinder(tracer.database, tracer.tracking);
        experiment = tracer.experiment();
    }

    @BeforeEach
    void fill() {
        tracer.database.write(tx -> {
            trace(tx, 10, "ask", "OK", "s1", 100, 7);
            trace(tx, 20, "ask", "OK", "s1", 200, 8);
            trace(tx, DAY + 5, "ask", "ERROR", null, 400, null);
            trace(tx, DAY + 6, "tell", "OK", "s2", 1_000, 1);
            trace(tx, -1, null, "OK", null, null, null);
            return true;
        });
    }

    @Test
    void tracesAreCounted() {
        assertThat(points(MetricViewType.TRACES, "trace_count", List.of(), count()))
                .containsExactly(new MetricDataPoint("trace_count", Map.of(), Map.of("COUNT", 5.0)));
        assertThat(points(MetricViewType.TRACES, "trace_count", List.of("trace_name", "trace_status"), count()))
                .extracting(point -> point.dimensions().get("trace_name") + " "
                        + point.dimensions().get("trace_status") + " " + point.values())
                .containsExactly("ask ERROR {COUNT=1.0}", "ask OK {COUNT=2.0}", "tell OK {COUNT=1.0}");
        assertThat(points(MetricViewType.TRACES, "session_count", List.of(), count()))
                .containsExactly(new MetricDataPoint("session_count", Map.of(), Map.of("COUNT", 2.0)));
    }

    @Test
    void latenciesAreSpread() {
        assertThat(points(
                        MetricViewType.TRACES,
                        "latency",
                        List.of("trace_name"),
                        List.of(
                                of(AggregationType.AVG),
                                of(AggregationType.MIN),
                                of(AggregationType.MAX),
                                percentile(50),
                                percentile(95.5))))
                .containsExactly(
                        new MetricDataPoint(
                                "latency",
                                Map.of("trace_name", "ask"),
                                Map.of("AVG", 700 / 3.0, "MIN", 100.0, "MAX", 400.0, "P50.0", 200.0, "P95.5", 382.0)),
                        new MetricDataPoint(
                                "latency",
                                Map.of("trace_name", "tell"),
                                Map.of("AVG", 1e3, "MIN", 1e3, "MAX", 1e3, "P50.0", 1e3, "P95.5", 1e3)));
    }

    @Test
    void percentilesLieBetweenTheirNeighbours() {
        Random random = new Random(7);
        String other = tracer.experiment();
        List<Integer> values = new ArrayList<>();
        tracer.database.write(tx -> {
            for (int i = 0; i < 50; i++) {
                int value = random.nextInt(1_000);
                values.add(value);
                trace(tx, other, i, "a", "OK", null, value, null);
            }
            return true;
        });
        values.sort(null);
        for (double percent : List.of(0.0, 1.0, 33.3, 50.0, 99.9, 100.0)) {
            double place = percent / 100 * (values.size() - 1);
            int below = (int) place;
            int above = Math.min(below + 1, values.size() - 1);
            double expected = values.get(below) + (place - below) * (values.get(above) - values.get(below));
            assertThat(finder.metrics(tracer.caller, request(other, "latency", percentile(percent)))
                            .dataPoints()
                            .getFirst()
                            .values()
                            .get("P" + percent))
                    .isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void timesFallIntoIntervals() {
        QueryTraceMetrics days = new QueryTraceMetrics(
                List.of(experiment),
                MetricViewType.TRACES,
                "trace_count",
                count(),
                List.of(),
                List.of(),
                86_400L,
                -1L,
                DAY + 5,
                null,
                null);
        assertThat(finder.metrics(tracer.caller, days).dataPoints())
                .extracting(point -> point.dimensions() + " " + point.values())
                .containsExactly(
                        "{time_bucket=1969-12-31T00:00:00+00:00} {COUNT=1.0}",
                        "{time_bucket=1970-01-01T00:00:00+00:00} {COUNT=2.0}",
                        "{time_bucket=1970-01-02T00:00:00+00:00} {COUNT=1.0}");
    }

    @Test
    void spansAreMeasured() {
        assertThat(points(MetricViewType.SPANS, "span_count", List.of("span_type"), count()))
                .extracting(point -> point.dimensions() + " " + point.values())
                .containsExactly("{span_type=LLM} {COUNT=5.0}", "{span_type=TOOL} {COUNT=5.0}");
        assertThat(points(MetricViewType.SPANS, "latency", List.of(), List.of(of(AggregationType.MAX))))
                .containsExactly(new MetricDataPoint("latency", Map.of(), Map.of("MAX", 3.0)));
        assertThat(points(
                        MetricViewType.SPANS,
                        "total_cost",
                        List.of("span_model_name"),
                        List.of(of(AggregationType.SUM))))
                .containsExactly(
                        new MetricDataPoint("total_cost", Map.of("span_model_name", "gpt"), Map.of("SUM", 2.5)));
    }

    @Test
    void assessmentsAreMeasured() {
        assertThat(points(
                        MetricViewType.ASSESSMENTS,
                        "assessment_count",
                        List.of("assessment_name", "assessment_value"),
                        count()))
                .extracting(point -> point.dimensions().get("assessment_value") + " " + point.values())
                .containsExactly("1 {COUNT=1.0}", "7 {COUNT=1.0}", "8 {COUNT=1.0}");
        assertThat(points(
                        MetricViewType.ASSESSMENTS,
                        "assessment_value",
                        List.of("assessment_name"),
                        List.of(of(AggregationType.AVG))))
                .extracting(MetricDataPoint::values)
                .containsExactly(Map.of("AVG", 16 / 3.0));
    }

    @Test
    void filtersNarrow() {
        assertThat(filtered(MetricViewType.TRACES, "trace_count", "trace.status = 'ERROR'"))
                .isEqualTo(1);
        assertThat(filtered(MetricViewType.TRACES, "trace_count", "trace.tag.`the name` = 'ask'"))
                .isEqualTo(3);
        assertThat(filtered(MetricViewType.TRACES, "trace_count", "trace.metadata.`mlflow.trace.session` = 's1'"))
                .isEqualTo(2);
        assertThat(filtered(MetricViewType.SPANS, "span_count", "span.type = 'LLM'", "trace.status = 'OK'"))
                .isEqualTo(4);
        assertThat(filtered(MetricViewType.ASSESSMENTS, "assessment_count", "assessment.type = 'feedback'"))
                .isEqualTo(3);
    }

    @Test
    void nothingElseIsMeasured() {
        assertThatThrownBy(() -> points(MetricViewType.TRACES, "span_count", List.of(), count()))
                .hasMessageStartingWith("metric_name must be one of [trace_count, session_count, latency,");
        assertThatThrownBy(
                        () -> points(MetricViewType.TRACES, "trace_count", List.of(), List.of(of(AggregationType.AVG))))
                .hasMessage("Found invalid aggregation_type(s): [AVG]. Supported aggregation types: [COUNT]");
        assertThatThrownBy(() -> points(
                        MetricViewType.TRACES, "latency", List.of("span_name"), List.of(of(AggregationType.AVG))))
                .hasMessage("Found invalid dimension(s): [span_name]. Supported dimensions: [trace_name]");
        assertThatThrownBy(() -> points(MetricViewType.TRACES, "latency", List.of(), List.of(percentile(101))))
                .hasMessageContaining("between 0 and 100");
        assertThatThrownBy(() ->
                        points(MetricViewType.TRACES, "latency", List.of(), List.of(of(AggregationType.PERCENTILE))))
                .hasMessageContaining("required");
        assertThatThrownBy(() -> filtered(MetricViewType.TRACES, "trace_count", "span.type = 'LLM'"))
                .hasMessageContaining("only supported for SPANS view type");
        assertThatThrownBy(() -> filtered(MetricViewType.TRACES, "trace_count", "trace.status != 'OK'"))
                .hasMessageContaining("Invalid comparator '!='");
        assertThatThrownBy(() ->
                        filtered(MetricViewType.TRACES, "trace_count", "trace.status = 'OK' AND trace.tag.a = 'b'"))
                .hasMessageContaining("Expected one filter clause");
    }

    @Test
    void strangersMeasureNothing() {
        assertThat(new TraceFinder(stranger.database, stranger.tracking)
                        .metrics(stranger.caller, request(experiment, "trace_count", of(AggregationType.COUNT)))
                        .dataPoints())
                .containsExactly(new MetricDataPoint("trace_count", Map.of(), Map.of("COUNT", 0.0)));
    }

    private double filtered(MetricViewType view, String metric, String... filters) {
        return finder.metrics(
                        tracer.caller,
                        new QueryTraceMetrics(
                                List.of(experiment),
                                view,
                                metric,
                                count(),
                                List.of(),
                                List.of(filters),
                                null,
                                null,
                                null,
                                null,
                                null))
                .dataPoints()
                .getFirst()
                .values()
                .getOrDefault("COUNT", -1.0);
    }

    private List<MetricDataPoint> points(
            MetricViewType view, String metric, List<String> dimensions, List<MetricAggregation> aggregations) {
        return finder.metrics(
                        tracer.caller,
                        new QueryTraceMetrics(
                                List.of(experiment),
                                view,
                                metric,
                                aggregations,
                                dimensions,
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                null))
                .dataPoints();
    }

    private static QueryTraceMetrics request(String experiment, String metric, MetricAggregation aggregation) {
        return new QueryTraceMetrics(
                List.of(experiment),
                MetricViewType.TRACES,
                metric,
                List.of(aggregation),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null);
    }

    private static List<MetricAggregation> count() {
        return List.of(of(AggregationType.COUNT));
    }

    private static MetricAggregation of(AggregationType type) {
        return new MetricAggregation(type, null);
    }

    private static MetricAggregation percentile(double percent) {
        return new MetricAggregation(AggregationType.PERCENTILE, percent);
    }

    private void trace(
            Transaction tx,
            long time,
            @Nullable String name,
            String state,
            @Nullable String session,
            @Nullable Integer took,
            @Nullable Integer feedback) {
        trace(tx, experiment, time, name, state, session, took, feedback);
    }

    /// A trace with two spans of three and of one and a half milliseconds, of which the first cost half a dollar.
    private static void trace(
            Transaction tx,
            String experiment,
            long time,
            @Nullable String name,
            String state,
            @Nullable String session,
            @Nullable Integer took,
            @Nullable Integer feedback) {
        long trace = tx.number("""
                INSERT INTO traces (trace_id, experiment_id, state, request_time, execution_duration, is_final, name, session)
                VALUES (?, ?, ?, ?, ?, 1, ?, ?) RETURNING id
                """, Tracer.traceId(), Long.parseLong(experiment), state, time, took, name, session);
        if (name != null) {
            tx.update("INSERT INTO trace_tags (trace, name, value) VALUES (?, 'the name', ?)", trace, name);
        }
        tx.update(
                "INSERT INTO spans (trace, span_id, parent_id, name, type, status, start_time, end_time) VALUES (?, 1, 0, 'a', 'LLM', 'OK', 1000000, 4000000)",
                trace);
        tx.update(
                "INSERT INTO spans (trace, span_id, parent_id, name, type, status, start_time, end_time) VALUES (?, 2, 1, 'b', 'TOOL', 'OK', 1000000, 2500000)",
                trace);
        tx.update("""
                INSERT INTO span_usage (trace, span_id, model_name, model_provider, total_cost)
                VALUES (?, 1, 'gpt', 'ai', 0.5)
                """, trace);
        if (feedback != null) {
            tx.update("""
                    INSERT INTO assessments (assessment_id, trace, name, kind, value, number, source_type, is_valid,
                      creation_time, last_update_time)
                    VALUES (?, ?, 'good', 'feedback', ?, ?, 'CODE', 1, 0, 0)
                    """, Tracer.traceId(), trace, feedback.toString(), feedback.doubleValue());
        }
    }
}
