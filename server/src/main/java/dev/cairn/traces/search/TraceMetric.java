package dev.cairn.traces.search;

import static dev.cairn.protocol.traces.AggregationType.AVG;
import static dev.cairn.protocol.traces.AggregationType.COUNT;
import static dev.cairn.protocol.traces.AggregationType.MAX;
import static dev.cairn.protocol.traces.AggregationType.MIN;
import static dev.cairn.protocol.traces.AggregationType.PERCENTILE;
import static dev.cairn.protocol.traces.AggregationType.SUM;
import static dev.cairn.protocol.traces.MetricViewType.ASSESSMENTS;
import static dev.cairn.protocol.traces.MetricViewType.SPANS;
import static dev.cairn.protocol.traces.MetricViewType.TRACES;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.traces.AggregationType;
import dev.cairn.protocol.traces.MetricViewType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What is measured of traces, spans and assessments, and how it may be put together (semantics, section 19).
/// Latencies are milliseconds, costs dollars.
@SuppressWarnings("ImmutableEnumChecker") // its set and its list are copies
enum TraceMetric {
    TRACE_COUNT(TRACES, "trace_count", Sets.COUNTED, "trace_name", "trace_status"),
    SESSION_COUNT(TRACES, "session_count", Sets.COUNTED),
    TRACE_LATENCY(TRACES, "latency", Sets.SPREAD, "trace_name"),
    INPUT_TOKENS(TRACES, "input_tokens", Sets.SUMMED, "trace_name"),
    OUTPUT_TOKENS(TRACES, "output_tokens", Sets.SUMMED, "trace_name"),
    TOTAL_TOKENS(TRACES, "total_tokens", Sets.SUMMED, "trace_name"),
    CACHE_READ_INPUT_TOKENS(TRACES, "cache_read_input_tokens", Sets.SUMMED, "trace_name"),
    CACHE_CREATION_INPUT_TOKENS(TRACES, "cache_creation_input_tokens", Sets.SUMMED, "trace_name"),
    SPAN_COUNT(
            SPANS,
            "span_count",
            Sets.COUNTED,
            "span_name",
            "span_type",
            "span_status",
            "span_model_name",
            "span_model_provider"),
    SPAN_LATENCY(SPANS, "latency", Sets.SPREAD, "span_name", "span_status"),
    INPUT_COST(SPANS, "input_cost", Sets.SUMMED, "span_model_name", "span_model_provider"),
    OUTPUT_COST(SPANS, "output_cost", Sets.SUMMED, "span_model_name", "span_model_provider"),
    TOTAL_COST(SPANS, "total_cost", Sets.SUMMED, "span_model_name", "span_model_provider"),
    ASSESSMENT_COUNT(ASSESSMENTS, "assessment_count", Sets.COUNTED, "assessment_name", "assessment_value"),
    ASSESSMENT_VALUE(ASSESSMENTS, "assessment_value", Sets.SPREAD, "assessment_name");

    private final MetricViewType view;
    private final String wireName;
    private final Set<AggregationType> aggregations;
    private final List<String> dimensions;

    TraceMetric(MetricViewType view, String wireName, Set<AggregationType> aggregations, String... dimensions) {
        this.view = view;
        this.wireName = wireName;
        this.aggregations = aggregations;
        this.dimensions = List.of(dimensions);
    }

    static TraceMetric of(MetricViewType view, String name) {
        List<TraceMetric> known =
                Arrays.stream(values()).filter(it -> it.view == view).toList();
        return known.stream()
                .filter(it -> it.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("metric_name must be one of %s, got '%s'"
                        .formatted(known.stream().map(TraceMetric::wireName).toList(), name)));
    }

    MetricViewType view() {
        return view;
    }

    String wireName() {
        return wireName;
    }

    /// Whether its time is when the span began, and not its trace.
    boolean isCost() {
        return switch (this) {
            case INPUT_COST, OUTPUT_COST, TOTAL_COST -> true;
            default -> false;
        };
    }

    void check(Collection<AggregationType> wanted, Collection<String> grouped) {
        Set<AggregationType> wrong = new TreeSet<>(wanted);
        wrong.removeAll(aggregations);
        if (!wrong.isEmpty()) {
            throw ApiException.invalid("Found invalid aggregation_type(s): %s. Supported aggregation types: %s"
                    .formatted(wrong, new TreeSet<>(aggregations)));
        }
        Set<String> unknown =
                grouped.stream().filter(it -> !dimensions.contains(it)).collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            throw ApiException.invalid(
                    "Found invalid dimension(s): %s. Supported dimensions: %s".formatted(unknown, dimensions));
        }
    }

    private static final class Sets {
        private static final Set<AggregationType> COUNTED = Set.of(COUNT);
        private static final Set<AggregationType> SPREAD = Set.of(AVG, MIN, MAX, PERCENTILE);
        private static final Set<AggregationType> SUMMED = Set.of(SUM, AVG, MIN, MAX, PERCENTILE);
    }
}
