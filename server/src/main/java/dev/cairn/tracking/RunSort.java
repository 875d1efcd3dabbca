package dev.cairn.tracking;

import static dev.cairn.db.schema.Tables.EXPERIMENTS;
import static dev.cairn.db.schema.Tables.METRIC_SERIES;
import static dev.cairn.db.schema.Tables.RUNS;
import static dev.cairn.db.schema.Tables.RUN_PARAMS;
import static dev.cairn.db.schema.Tables.RUN_TAGS;

import dev.cairn.db.Transaction;
import dev.cairn.search.Order;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// The order of found runs, and the tables that it needs beside theirs.
///
/// For metrics, numbers come first, then NaN, then runs without the metric, in both directions; otherwise runs without
/// the field come last. The newest run comes first among equals.
final class RunSort {
    private final Transaction tx;
    private final Names names;
    private final List<SortField<?>> fields = new ArrayList<>();
    private Table<?> from = RUNS.join(EXPERIMENTS).on(EXPERIMENTS.ID.eq(RUNS.EXPERIMENT_ID));
    private int joined;

    RunSort(Transaction tx, Names names) {
        this.tx = tx;
        this.names = names;
    }

    void by(Order order) {
        String key = order.field().key();
        switch (order.field().entity()) {
            case "metrics" -> byMetric(key, order);
            case "params" -> {
                var params = RUN_PARAMS.as("p" + joined++);
                join(params, params.RUN.eq(RUNS.ID).and(params.NAME_ID.eq(nameId(key))));
                nullsLast(params.VALUE, order);
            }
            case "tags" -> {
                var tags = RUN_TAGS.as("t" + joined++);
                join(tags, tags.RUN.eq(RUNS.ID).and(tags.NAME_ID.eq(nameId(key))));
                nullsLast(tags.VALUE, order);
            }
            default -> nullsLast(RunClauses.attribute(key), order);
        }
    }

    Table<?> from() {
        return from;
    }

    List<SortField<?>> fields() {
        List<SortField<?>> all = new ArrayList<>(fields);
        all.add(RUNS.START_TIME.desc());
        all.add(RUNS.RUN_ID.asc());
        return all;
    }

    private void byMetric(String key, Order order) {
        var series = METRIC_SERIES.as("m" + joined++);
        join(series, series.RUN.eq(RUNS.ID).and(series.NAME_ID.eq(nameId(key))));
        fields.add(DSL.when(series.RUN.isNull(), 2)
                .when(series.IS_NAN.eq(1), 1)
                .otherwise(0)
                .asc());
        fields.add(directed(series.VALUE, order));
    }

    private void join(Table<?> table, Condition on) {
        from = from.leftJoin(table).on(on);
    }

    private void nullsLast(Field<?> field, Order order) {
        fields.add(DSL.when(field.isNull(), 1).otherwise(0).asc());
        fields.add(directed(field, order));
    }

    private static SortField<?> directed(Field<?> field, Order order) {
        return order.ascending() ? field.asc() : field.desc();
    }

    /// A number that no row has stands for a name that was never logged.
    private long nameId(String name) {
        return names.find(tx, name).orElse(-1L);
    }
}
