package dev.cairn.traces.search;

import static dev.cairn.db.schema.Tables.TRACES;

import dev.cairn.search.Order;
import dev.cairn.traces.terms.TraceKeys;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.Table;

/// The order of found traces: without the field they come last in both directions, and among equals the newest first.
final class TraceSort {
    private static final String TIME = "timestamp_ms";
    private static final String ID = "request_id";

    private final List<SortField<?>> fields = new ArrayList<>();
    private Table<?> from;
    private int joined;

    TraceSort(Table<?> from, List<Order> orders) {
        this.from = from;
        orders.forEach(this::by);
        if (!has(orders, TIME)) {
            fields.add(TRACES.REQUEST_TIME.desc());
        }
        if (!has(orders, ID)) {
            fields.add(TRACES.TRACE_ID.asc());
        }
    }

    /// Whether an order is by time alone, as the index of traces is.
    static boolean isByTime(List<Order> orders) {
        return orders.isEmpty() || (orders.size() == 1 && has(orders, TIME));
    }

    private static boolean has(List<Order> orders, String attribute) {
        return orders.stream()
                .map(Order::field)
                .anyMatch(field ->
                        field.entity().equals("attributes") && field.key().equals(attribute));
    }

    List<SortField<?>> fields() {
        return fields;
    }

    /// The table that was to be sorted, with those that it is sorted by.
    Table<?> tables() {
        return from;
    }

    private void by(Order order) {
        String key = order.field().key();
        switch (order.field().entity()) {
            case "tags" -> byText(TraceTextSource.TAGS, key, order);
            case "metadata" -> byText(TraceTextSource.METADATA, key, order);
            default -> {
                if (key.equals("run_id")) {
                    byText(TraceTextSource.METADATA, TraceKeys.SOURCE_RUN, order);
                } else {
                    add(attribute(key), order);
                }
            }
        }
    }

    private static Field<?> attribute(String key) {
        return switch (key) {
            case TIME, "execution_time_ms", "end_time_ms" -> TraceClauses.number(key);
            case "experiment_id" -> TRACES.EXPERIMENT_ID;
            default -> TraceClauses.text(key);
        };
    }

    private void byText(TraceTextSource texts, String key, Order order) {
        TraceTextSource sorted = texts.as("sorted" + joined++);
        from = from.leftJoin(sorted.table())
                .on(sorted.trace().eq(TRACES.ID), sorted.name().eq(key));
        add(sorted.value(), order);
    }

    private void add(Field<?> field, Order order) {
        fields.add((order.ascending() ? field.asc() : field.desc()).nullsLast());
    }
}
