package dev.cairn.tracking;

import static dev.cairn.db.schema.Tables.DATASETS;
import static dev.cairn.db.schema.Tables.DATASET_INPUTS;
import static dev.cairn.db.schema.Tables.DATASET_INPUT_TAGS;
import static dev.cairn.db.schema.Tables.METRIC_SERIES;
import static dev.cairn.db.schema.Tables.RUNS;

import dev.cairn.db.Exists;
import dev.cairn.db.ShortList;
import dev.cairn.db.Transaction;
import dev.cairn.db.schema.tables.MetricSeries;
import dev.cairn.search.Filter;
import dev.cairn.search.MetricCondition;
import dev.cairn.search.NumberCondition;
import dev.cairn.search.TextCondition;
import dev.cairn.tracking.names.Names;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;

/// What each clause of a filter over runs means in SQL. A clause on a field that a run does not have is false.
final class RunClauses {
    private static final String CONTEXT_TAG = "mlflow.data.context";

    private final Transaction tx;
    private final Names names;

    RunClauses(Transaction tx, Names names) {
        this.tx = tx;
        this.names = names;
    }

    Condition of(Filter.Leaf leaf) {
        String key = leaf.field().key();
        return switch (leaf.field().entity()) {
            case "metrics" ->
                logged(
                        key,
                        name -> DSL.selectOne()
                                .from(METRIC_SERIES)
                                .where(
                                        METRIC_SERIES.RUN.eq(RUNS.ID),
                                        METRIC_SERIES.NAME_ID.eq(name),
                                        valueOfRun(METRIC_SERIES, leaf)));
            case "params", "tags" -> text(leaf);
            case "datasets" -> dataset(key, leaf);
            default -> isNumber(key) ? NumberCondition.of(number(key), leaf) : TextCondition.of(text(key), leaf);
        };
    }

    /// The column of an attribute.
    static Field<?> attribute(String key) {
        return isNumber(key) ? number(key) : text(key);
    }

    private static boolean isNumber(String key) {
        return key.equals("start_time") || key.equals("end_time") || key.equals("duration");
    }

    /// Milliseconds: since 1970, or that a run took which has ended.
    private static Field<Long> number(String key) {
        return switch (key) {
            case "start_time" -> RUNS.START_TIME;
            case "end_time" -> RUNS.END_TIME;
            case "duration" -> RUNS.END_TIME.minus(RUNS.START_TIME);
            default -> throw new IllegalArgumentException("No such number: " + key);
        };
    }

    private Condition text(Filter.Leaf leaf) {
        RunTextSource texts = RunTextSource.of(leaf.field().entity());
        Condition there = logged(
                leaf.field().key(),
                name -> DSL.selectOne().from(texts.table()).where(texts.ofRun(name), value(texts.value(), leaf)));
        return leaf instanceof Filter.Null(var _, boolean negated) && !negated ? DSL.not(there) : there;
    }

    private static Field<String> text(String key) {
        return switch (key) {
            case "run_id" -> RUNS.RUN_ID;
            case "run_name" -> RUNS.NAME;
            case "status" -> RUNS.STATUS;
            case "artifact_uri" -> RUNS.ARTIFACT_URI;
            case "user_id" -> RUNS.USER_ID;
            default -> throw new IllegalArgumentException("No such attribute: " + key);
        };
    }

    private Condition logged(String key, Rows rows) {
        return names.find(tx, key).map(name -> Exists.in(rows.of(name))).orElseGet(DSL::falseCondition);
    }

    static Condition value(Field<String> column, Filter.Leaf leaf) {
        return leaf instanceof Filter.Null ? DSL.noCondition() : TextCondition.of(column, leaf);
    }

    /// The value of a series that is found by its run.
    static Condition valueOfRun(MetricSeries series, Filter.Leaf leaf) {
        return MetricCondition.of(ShortList.unindexed(series.VALUE), ShortList.unindexed(series.IS_NAN), leaf);
    }

    private static Condition dataset(String key, Filter.Leaf leaf) {
        var inputs = DSL.selectOne().from(DATASET_INPUTS).join(DATASETS).on(DATASETS.ID.eq(DATASET_INPUTS.DATASET_ID));
        if (!key.equals("context")) {
            Field<String> column = key.equals("name") ? DATASETS.NAME : DATASETS.DIGEST;
            return Exists.in(inputs.where(DATASET_INPUTS.RUN.eq(RUNS.ID), TextCondition.of(column, leaf)));
        }
        return Exists.in(inputs.join(DATASET_INPUT_TAGS)
                .on(DATASET_INPUT_TAGS.INPUT_ID.eq(DATASET_INPUTS.ID))
                .where(
                        DATASET_INPUTS.RUN.eq(RUNS.ID),
                        DATASET_INPUT_TAGS.NAME.eq(CONTEXT_TAG),
                        TextCondition.of(DATASET_INPUT_TAGS.VALUE, leaf)));
    }

    @FunctionalInterface
    private interface Rows {
        Select<?> of(long nameId);
    }
}
