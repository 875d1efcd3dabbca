package dev.cairn.traces;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.otlp.Costs;
import dev.cairn.otlp.TokenCounts;
import dev.cairn.otlp.UsageTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The SQL of spans: their rows, their texts, what they used.
///
/// Rows are written in the order of their keys, so that two transactions never wait for each other crosswise.
final class SpanStore {
    private static final BulkInsert SPANS = new BulkInsert(
            "INSERT INTO spans (trace, span_id, parent_id, name, type, status, start_time, end_time, content_length)",
            List.of(
                    ColumnType.LONG,
                    ColumnType.LONG,
                    ColumnType.LONG,
                    ColumnType.TEXT,
                    ColumnType.TEXT,
                    ColumnType.TEXT,
                    ColumnType.LONG,
                    ColumnType.LONG,
                    ColumnType.LONG),
            """
            ON CONFLICT (trace, span_id) DO UPDATE SET parent_id = excluded.parent_id, name = excluded.name,
              type = excluded.type, status = excluded.status, start_time = excluded.start_time,
              end_time = excluded.end_time, content_length = excluded.content_length
            """);

    private static final BulkInsert CONTENTS = new BulkInsert(
            "INSERT INTO span_contents (trace, span_id, content)",
            List.of(ColumnType.LONG, ColumnType.LONG, ColumnType.TEXT),
            "ON CONFLICT (trace, span_id) DO UPDATE SET content = excluded.content");

    private static final BulkInsert USAGE = new BulkInsert(
            """
            INSERT INTO span_usage (trace, span_id, model_name, model_provider, input_tokens, output_tokens, total_tokens,
              cache_read_input_tokens, cache_creation_input_tokens, input_cost, output_cost, total_cost)
            """,
            List.of(
                    ColumnType.LONG,
                    ColumnType.LONG,
                    ColumnType.TEXT,
                    ColumnType.TEXT,
                    ColumnType.OPTIONAL_LONG,
                    ColumnType.OPTIONAL_LONG,
                    ColumnType.OPTIONAL_LONG,
                    ColumnType.OPTIONAL_LONG,
                    ColumnType.OPTIONAL_LONG,
                    ColumnType.OPTIONAL_DOUBLE,
                    ColumnType.OPTIONAL_DOUBLE,
                    ColumnType.OPTIONAL_DOUBLE),
            """
            ON CONFLICT (trace, span_id) DO UPDATE SET model_name = excluded.model_name,
              model_provider = excluded.model_provider, input_tokens = excluded.input_tokens,
              output_tokens = excluded.output_tokens, total_tokens = excluded.total_tokens,
              cache_read_input_tokens = excluded.cache_read_input_tokens,
              cache_creation_input_tokens = excluded.cache_creation_input_tokens, input_cost = excluded.input_cost,
              output_cost = excluded.output_cost, total_cost = excluded.total_cost
            """);

    private final Transaction tx;

    SpanStore(Transaction tx) {
        this.tx = tx;
    }

    /// Stores spans, in place of those with their ids.
    ///
    /// @param traces the spans by the number of their trace
    void save(SortedMap<Long, TraceSpans> traces) {
        List<@Nullable Object[]> spans = new ArrayList<>();
        List<@Nullable Object[]> contents = new ArrayList<>();
        List<@Nullable Object[]> usage = new ArrayList<>();
        traces.forEach((trace, some) -> some.rows().stream()
                .sorted(Comparator.comparingLong(SpanRow::spanId))
                .forEach(span -> {
                    spans.add(spanValues(trace, span));
                    contents.add(new Object[] {trace, span.spanId(), stored(tx, trace, span.spanId(), span.content())});
                    if (!span.usage().isEmpty()) {
                        usage.add(usageValues(trace, span));
                    }
                }));
        tx.insertAll(SPANS, spans);
        tx.insertAll(CONTENTS, contents);
        tx.insertAll(USAGE, usage);
    }

    private static @Nullable String stored(Transaction tx, long trace, long span, String content) {
        return tx.contents().stored(content, "span_contents", trace, span);
    }

    /// The text of a span, of which the table has this.
    static String read(Transaction tx, long trace, long span, String stored) {
        return Objects.requireNonNull(tx.contents().read(stored, "span_contents", trace, span));
    }

    /// Forgets what spans of traces that were there used, where they come again and no longer say so.
    void forgetUsage(SortedMap<Long, TraceSpans> again) {
        SortedMap<Long, List<Long>> stale = new TreeMap<>();
        tx.queryIn(
                "SELECT trace, span_id FROM span_usage WHERE trace IN (:ids)",
                row -> {
                    SpanRow span = Objects.requireNonNull(again.get(row.getLong(1)))
                            .spans()
                            .get(row.getLong(2));
                    return span != null
                            && span.usage().isEmpty()
                            && stale.computeIfAbsent(row.getLong(1), trace -> new ArrayList<>())
                                    .add(span.spanId());
                },
                again.keySet().stream().mapToLong(Long::longValue).toArray());
        stale.forEach((trace, spans) -> tx.updateIn(
                "DELETE FROM span_usage WHERE trace = ? AND span_id IN (:ids)",
                spans.stream().mapToLong(Long::longValue).toArray(),
                trace));
    }

    private static @Nullable Object[] spanValues(long trace, SpanRow span) {
        return new Object[] {
            trace,
            span.spanId(),
            span.parentId(),
            span.name(),
            span.type(),
            span.status(),
            span.start(),
            span.end(),
            (long) span.content().length()
        };
    }

    private static @Nullable Object[] usageValues(long trace, SpanRow span) {
        TokenCounts tokens = span.usage().tokens();
        Costs costs = span.usage().costs();
        return new Object[] {
            trace,
            span.spanId(),
            span.usage().model(),
            span.usage().provider(),
            tokens.input(),
            tokens.output(),
            tokens.total(),
            tokens.cacheRead(),
            tokens.cacheCreation(),
            costs.input(),
            costs.output(),
            costs.total()
        };
    }

    /// What the spans of traces used, by the number of their trace.
    Map<Long, List<UsageTree.Node>> nodes(long[] traces) {
        Map<Long, List<UsageTree.Node>> nodes = new HashMap<>();
        tx.queryIn(
                """
                SELECT s.trace, s.span_id, s.parent_id, u.input_tokens, u.output_tokens, u.total_tokens,
                  u.cache_read_input_tokens, u.cache_creation_input_tokens, u.input_cost, u.output_cost, u.total_cost
                FROM spans s LEFT JOIN span_usage u ON u.trace = s.trace AND u.span_id = s.span_id
                WHERE s.trace IN (:ids)
                """,
                row -> nodes.computeIfAbsent(row.getLong(1), trace -> new ArrayList<>())
                        .add(new UsageTree.Node(
                                row.getLong(2),
                                row.getLong(3),
                                new TokenCounts(
                                        Row.longOrNull(row, 4),
                                        Row.longOrNull(row, 5),
                                        Row.longOrNull(row, 6),
                                        Row.longOrNull(row, 7),
                                        Row.longOrNull(row, 8)),
                                new Costs(
                                        Row.doubleOrNull(row, 9),
                                        Row.doubleOrNull(row, 10),
                                        Row.doubleOrNull(row, 11)))),
                traces);
        return nodes;
    }

    /// Where the spans of a trace are, behind one of them: roots first, then as they began.
    List<SpanPlace> places(long trace, SpanPlace after, int most) {
        return tx.query(
                """
                SELECT rank, start_time, span_id, content_length FROM (
                  SELECT CASE WHEN parent_id = 0 THEN 0 ELSE 1 END AS rank, start_time, span_id, content_length
                  FROM spans WHERE trace = ?) AS placed
                WHERE (rank, start_time, span_id) > (?, ?, ?)
                ORDER BY rank, start_time, span_id LIMIT ?
                """,
                row -> new SpanPlace(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                trace,
                after.rank(),
                after.start(),
                after.spanId(),
                most);
    }

    long count(long trace) {
        return tx.number("SELECT count(*) FROM spans WHERE trace = ?", trace);
    }

    /// How many spans traces have, by the number of the trace; none of one that has none.
    Map<Long, Long> counts(long[] traces) {
        Map<Long, Long> counts = new HashMap<>();
        tx.queryIn(
                "SELECT trace, count(*) FROM spans WHERE trace IN (:ids) GROUP BY trace",
                row -> counts.put(row.getLong(1), row.getLong(2)),
                traces);
        return counts;
    }

    /// The texts of some spans of a trace, in the order given.
    List<String> contents(long trace, List<SpanPlace> places) {
        Map<Long, String> found = HashMap.newHashMap(places.size());
        tx.queryIn(
                "SELECT span_id, content FROM span_contents WHERE trace = ? AND span_id IN (:ids)",
                row -> found.put(row.getLong(1), read(tx, trace, row.getLong(1), row.getString(2))),
                places.stream().mapToLong(SpanPlace::spanId).toArray(),
                trace);
        return places.stream()
                .map(place -> found.get(place.spanId()))
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
