package dev.cairn.traces.search;

import static dev.cairn.db.schema.Tables.ASSESSMENTS;
import static dev.cairn.db.schema.Tables.SPANS;
import static dev.cairn.db.schema.Tables.SPAN_USAGE;
import static dev.cairn.db.schema.Tables.TRACES;

import dev.cairn.db.Contents;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.traces.AggregationType;
import dev.cairn.protocol.traces.MetricAggregation;
import dev.cairn.protocol.traces.MetricDataPoint;
import dev.cairn.protocol.traces.MetricViewType;
import dev.cairn.protocol.traces.QueryTraceMetrics;
import dev.cairn.search.Filter;
import dev.cairn.search.TextCondition;
import dev.cairn.traces.terms.TraceKeys;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The SQL of one metric of traces, spans or assessments.
///
/// The values are a subquery with their groups. Where percentiles are asked for each value has its rank in its group
/// too: a percentile lies between the last value whose rank is not above its place and the first whose is not below.
final class MetricQuery {
    static final String TIME_BUCKET = "time_bucket";

    private static final String VALUE = "value";
    private static final String RANK = "rank_of_value";
    private static final String ENCRYPTED = "\"(encrypted)\"";
    private static final String METADATA = "metadata.";
    private static final String TAG = "tag.";
    private static final String COUNT = "count_of_values";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final long NANOS_OF_MILLI = 1_000_000;

    private final Transaction tx;
    private final TraceMetric metric;
    private final QueryTraceMetrics request;
    private final boolean ranked;
    private final Table<?> values;

    MetricQuery(Transaction tx, TraceMetric metric, QueryTraceMetrics request) {
        this.tx = tx;
        this.metric = metric;
        this.request = request;
        this.ranked =
                request.aggregations().stream().anyMatch(it -> it.aggregationType() == AggregationType.PERCENTILE);
        this.values = DSL.table(DSL.name("measured"));
    }

    /// At most so many groups, in the order of time and then of the other dimensions.
    ///
    /// @param traces of the caller's workspace
    List<MetricDataPoint> points(TraceQuery.Matching traces, List<Filter.Compare> filters, int limit) {
        Map<String, Field<?>> groups = groups();
        List<Field<?>> selected = new ArrayList<>();
        groups.forEach((name, field) -> selected.add(field.as(name)));
        selected.add(value().as(VALUE));
        if (ranked) {
            var window = DSL.partitionBy(groups.values());
            selected.add(DSL.rowNumber().over(window.orderBy(value())).minus(1).as(RANK));
            selected.add(
                    DSL.count().over(DSL.partitionBy(groups.values())).minus(1).as(COUNT));
        }
        Table<?> measured = DSL.select(selected)
                .from(from(traces.tables()))
                .where(
                        traces.condition(),
                        inTime(),
                        DSL.and(filters.stream().map(this::condition).toList()),
                        value().isNotNull(),
                        DSL.and(groups.values().stream().map(Field::isNotNull).toList()))
                .asTable(values.getUnqualifiedName());
        List<Field<?>> names =
                groups.keySet().stream().<Field<?>>map(MetricQuery::column).toList();
        List<Field<?>> columns = new ArrayList<>(names);
        request.aggregations().forEach(it -> columns.add(aggregated(it).as(label(it))));
        var all = DSL.select(columns.stream().distinct().toList()).from(measured);
        // Without groups there is one answer, also where there is nothing to count.
        var grouped = names.isEmpty() ? all : all.groupBy(names).orderBy(names);
        return tx.sql().fetch(grouped.limit(limit)).map(this::point).stream()
                .filter(point -> !point.values().isEmpty())
                .toList();
    }

    private Table<?> from(Table<?> traces) {
        return switch (metric.view()) {
            case TRACES -> traces;
            case ASSESSMENTS ->
                traces.join(ASSESSMENTS).on(ASSESSMENTS.TRACE.eq(TRACES.ID), ASSESSMENTS.IS_VALID.eq(1));
            case SPANS -> {
                Table<?> spans = traces.join(SPANS).on(SPANS.TRACE.eq(TRACES.ID));
                boolean usage =
                        metric.isCost() || request.dimensions().stream().anyMatch(it -> it.startsWith("span_model"));
                yield usage
                        ? spans.join(SPAN_USAGE)
                                .on(SPAN_USAGE.TRACE.eq(SPANS.TRACE), SPAN_USAGE.SPAN_ID.eq(SPANS.SPAN_ID))
                        : spans;
            }
        };
    }

    private Map<String, Field<?>> groups() {
        Map<String, Field<?>> groups = new LinkedHashMap<>();
        if (request.timeIntervalSeconds() != null) {
            groups.put(TIME_BUCKET, bucket(request.timeIntervalSeconds() * 1000));
        }
        for (String dimension : request.dimensions()) {
            groups.put(dimension, dimension(dimension));
        }
        return groups;
    }

    /// The beginning of the interval that a time lies in, also before 1970.
    private Field<Long> bucket(long millis) {
        Field<Long> time = metric.view() == MetricViewType.SPANS
                ? SPANS.START_TIME.div(DSL.inline(NANOS_OF_MILLI))
                : TRACES.REQUEST_TIME;
        return DSL.field(
                "({0} - (({0} % {1}) + {1}) % {1})", SQLDataType.BIGINT, time, DSL.inline(millis, SQLDataType.BIGINT));
    }

    private static Field<?> dimension(String name) {
        return switch (name) {
            case "trace_name" -> TRACES.NAME;
            case "trace_status" -> TRACES.STATE;
            case "span_name" -> SPANS.NAME;
            case "span_type" -> SPANS.TYPE;
            case "span_status" -> SPANS.STATUS;
            case "span_model_name" -> SPAN_USAGE.MODEL_NAME;
            case "span_model_provider" -> SPAN_USAGE.MODEL_PROVIDER;
            case "assessment_name" -> ASSESSMENTS.NAME;
            case "assessment_value" -> ratings();
            default -> throw new IllegalArgumentException("No such dimension: " + name);
        };
    }

    /// Values of assessments; the encrypted ones, of which no two are alike in the database, as one.
    private static Field<String> ratings() {
        return DSL.when(ASSESSMENTS.VALUE.startsWith(DSL.inline(Contents.MARK)), DSL.inline(ENCRYPTED))
                .otherwise(ASSESSMENTS.VALUE);
    }

    private Field<?> value() {
        return switch (metric) {
            case TRACE_COUNT -> TRACES.ID;
            case SESSION_COUNT -> TRACES.SESSION;
            case TRACE_LATENCY -> TRACES.EXECUTION_DURATION;
            case INPUT_TOKENS -> TRACES.INPUT_TOKENS;
            case OUTPUT_TOKENS -> TRACES.OUTPUT_TOKENS;
            case TOTAL_TOKENS -> TRACES.TOTAL_TOKENS;
            case CACHE_READ_INPUT_TOKENS -> TRACES.CACHE_READ_INPUT_TOKENS;
            case CACHE_CREATION_INPUT_TOKENS -> TRACES.CACHE_CREATION_INPUT_TOKENS;
            case SPAN_COUNT -> SPANS.SPAN_ID;
            case SPAN_LATENCY ->
                DSL.when(
                        SPANS.END_TIME.ne(0L),
                        SPANS.END_TIME.minus(SPANS.START_TIME).div(DSL.inline(NANOS_OF_MILLI)));
            case INPUT_COST -> SPAN_USAGE.INPUT_COST;
            case OUTPUT_COST -> SPAN_USAGE.OUTPUT_COST;
            case TOTAL_COST -> SPAN_USAGE.TOTAL_COST;
            case ASSESSMENT_COUNT -> ASSESSMENTS.ID;
            case ASSESSMENT_VALUE -> ASSESSMENTS.NUMBER;
        };
    }

    /// By the time of the trace, costs by the time of the span.
    private Condition inTime() {
        Long start = request.startTimeMs();
        Long end = request.endTimeMs();
        Field<Long> time = metric.isCost() ? SPANS.START_TIME : TRACES.REQUEST_TIME;
        long unit = metric.isCost() ? NANOS_OF_MILLI : 1;
        return DSL.and(
                start == null ? DSL.noCondition() : time.ge(saturated(start, unit)),
                end == null || end == Long.MAX_VALUE ? DSL.noCondition() : time.lt(saturated(end + 1, unit)));
    }

    private static long saturated(long millis, long unit) {
        long high = Math.multiplyHigh(millis, unit);
        long low = millis * unit;
        boolean fits = (high == 0 && low >= 0) || (high == -1 && low < 0);
        return fits ? low : millis < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private Condition condition(Filter.Compare filter) {
        String key = filter.field().key();
        return switch (filter.field().entity()) {
            case "span" -> {
                checkView("span", MetricViewType.SPANS);
                yield TextCondition.of(
                        switch (key) {
                            case "name" -> SPANS.NAME;
                            case "type" -> SPANS.TYPE;
                            default -> SPANS.STATUS;
                        },
                        filter);
            }
            case "assessment" -> {
                checkView("assessment", MetricViewType.ASSESSMENTS);
                yield TextCondition.of(key.equals("name") ? ASSESSMENTS.NAME : ASSESSMENTS.KIND, filter);
            }
            default -> new TraceClauses(tx).of(ofTrace(filter));
        };
    }

    private void checkView(String entity, MetricViewType view) {
        if (metric.view() != view) {
            throw ApiException.invalid("Filtering by %s is only supported for %s view type, got %s"
                    .formatted(entity, view, metric.view()));
        }
    }

    /// The same clause as a search for traces has it.
    private static Filter.Compare ofTrace(Filter.Compare filter) {
        String key = filter.field().key();
        String rest = key.substring(key.indexOf('.') + 1);
        dev.cairn.search.Field field;
        if (key.startsWith(METADATA) && rest.equals(TraceKeys.SOURCE_RUN)) {
            field = new dev.cairn.search.Field("attributes", "run_id");
        } else if (key.startsWith(METADATA)) {
            field = new dev.cairn.search.Field("metadata", rest);
        } else {
            field = new dev.cairn.search.Field(key.startsWith(TAG) ? "tags" : "attributes", rest);
        }
        return new Filter.Compare(field, filter.comparator(), filter.value());
    }

    private Field<Double> aggregated(MetricAggregation aggregation) {
        Field<Double> number = DSL.field(DSL.name(VALUE)).cast(SQLDataType.DOUBLE);
        return switch (aggregation.aggregationType()) {
            case COUNT ->
                (metric == TraceMetric.SESSION_COUNT ? DSL.countDistinct(DSL.field(DSL.name(VALUE))) : DSL.count())
                        .cast(SQLDataType.DOUBLE);
            case SUM -> DSL.sum(number).cast(SQLDataType.DOUBLE);
            case AVG -> DSL.sum(number).cast(SQLDataType.DOUBLE).div(DSL.count());
            case MIN -> DSL.min(number);
            case MAX -> DSL.max(number);
            case PERCENTILE -> percentile(Objects.requireNonNull(aggregation.percentileValue()) / 100, number);
        };
    }

    private static Field<Double> percentile(double fraction, Field<Double> number) {
        Field<Double> rank = DSL.field(DSL.name(RANK)).cast(SQLDataType.DOUBLE);
        Field<Double> place =
                DSL.field(DSL.name(COUNT)).cast(SQLDataType.DOUBLE).mul(DSL.inline(fraction));
        Field<Double> below = DSL.max(DSL.when(rank.le(place), number));
        Field<Double> above = DSL.min(DSL.when(rank.ge(place), number));
        Field<Double> beyond = DSL.max(place).minus(DSL.max(DSL.when(rank.le(place), rank)));
        return below.plus(above.minus(below).mul(beyond));
    }

    private MetricDataPoint point(Record row) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        if (request.timeIntervalSeconds() != null) {
            dimensions.put(TIME_BUCKET, time(row.get(TIME_BUCKET, Long.class)));
        }
        request.dimensions().forEach(it -> dimensions.put(it, row.get(it, String.class)));
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (MetricAggregation aggregation : request.aggregations()) {
            Double number = row.get(label(aggregation), Double.class);
            if (number != null) {
                numbers.put(label(aggregation), number);
            }
        }
        return new MetricDataPoint(metric.wireName(), dimensions, numbers);
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    private static Field<?> column(String name) {
        return DSL.field(DSL.name(name));
    }

    /// How an aggregation is called in the answer.
    private static String label(MetricAggregation aggregation) {
        return aggregation.aggregationType() == AggregationType.PERCENTILE
                ? "P" + aggregation.percentileValue()
                : aggregation.aggregationType().name();
    }
}
