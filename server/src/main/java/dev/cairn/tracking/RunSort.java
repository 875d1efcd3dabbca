package dev.cairn.tracking;

import static dev.cairn.db.schema.Tables.METRIC_SERIES;
import static dev.cairn.db.schema.Tables.RUNS;

import dev.cairn.search.Order;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/// The order of found runs.
///
/// For metrics, numbers come first, then NaN, then runs without the metric, in both directions; otherwise runs without
/// the field come last. The newest run comes first among equals.
final class RunSort {
    private final RunSource source;
    private final List<SortField<?>> fields = new ArrayList<>();

    RunSort(RunSource source) {
        this.source = source;
    }

    void by(Order order) {
        String key = order.field().key();
        switch (order.field().entity()) {
            case "metrics" -> byMetric(key, order);
            case "params", "tags" -> {
                RunTextSource texts = RunTextSource.of(order.field().entity(), source.alias());
                source.leftJoin(texts.table(), texts.ofRun(source.nameId(key)));
                fields.add(directed(texts.value(), order).nullsLast());
            }
            default -> fields.add(directed(RunClauses.attribute(key), order).nullsLast());
        }
    }

    /// By the values of what the source reads first, none of which is absent or NaN.
    void byLeading(Field<?> value, Order order) {
        fields.add(directed(value, order));
    }

    List<SortField<?>> fields() {
        List<SortField<?>> all = new ArrayList<>(fields);
        all.add(RUNS.START_TIME.desc().nullsLast());
        all.add(RUNS.RUN_ID.asc());
        return all;
    }

    private void byMetric(String key, Order order) {
        var series = METRIC_SERIES.as(source.alias());
        source.leftJoin(series, series.RUN.eq(RUNS.ID).and(series.NAME_ID.eq(source.nameId(key))));
        fields.add(DSL.when(series.RUN.isNull(), 2)
                .when(series.IS_NAN.eq(1), 1)
                .otherwise(0)
                .asc());
        fields.add(directed(series.VALUE, order));
    }

    static SortField<?> directed(Field<?> field, Order order) {
        return order.ascending() ? field.asc() : field.desc();
    }
}
