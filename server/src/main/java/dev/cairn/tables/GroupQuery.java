package dev.cairn.tables;

import static dev.cairn.db.schema.Tables.METRIC_SERIES;
import static dev.cairn.db.schema.Tables.RUNS;

import dev.cairn.db.Transaction;
import dev.cairn.db.schema.tables.MetricSeries;
import dev.cairn.protocol.runs.RunGroup;
import dev.cairn.search.Field;
import dev.cairn.tracking.RunFinder;
import dev.cairn.tracking.RunSource;
import dev.cairn.tracking.RunTextSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The SQL of groups of runs.
final class GroupQuery {
    private final Transaction tx;
    private final RunFinder finder;
    private final RunFinder.Choice choice;

    GroupQuery(Transaction tx, RunFinder finder, RunFinder.Choice choice) {
        this.tx = tx;
        this.finder = finder;
        this.choice = choice;
    }

    /// The largest groups by a column, without their best runs.
    List<RunGroup> find(Field column, List<String> metrics, int limit) {
        RunSource source = finder.source(tx, choice);
        org.jooq.Field<?> group = group(source, column);
        List<org.jooq.Field<?>> fields = new ArrayList<>(List.of(group, DSL.count()));
        for (String metric : metrics) {
            org.jooq.Field<Double> value = metric(source, metric);
            fields.addAll(List.of(DSL.count(value), DSL.avg(value), DSL.min(value), DSL.max(value)));
        }
        return tx.sql()
                .select(fields)
                .from(source.tables())
                .where(source.conditions())
                .groupBy(group)
                .orderBy(DSL.count().desc(), group.asc().nullsLast())
                .limit(limit)
                .fetch(row -> new RunGroup(text(row.get(0)), number(row.get(1)).longValue(), read(row, metrics), null));
    }

    /// The run of each group that is best by a metric: its id, by the group's value.
    Map<String, String> best(Field column, String metric, boolean least) {
        RunSource source = finder.source(tx, choice);
        org.jooq.Field<?> group = group(source, column);
        org.jooq.Field<Double> value = metric(source, metric);
        org.jooq.Field<Integer> place = DSL.rowNumber()
                .over(DSL.partitionBy(group).orderBy(least ? value.asc() : value.desc(), RUNS.ID.asc()))
                .as("place");
        var ranked = DSL.select(group.as("grouped"), RUNS.RUN_ID.as("run"), place)
                .from(source.tables())
                .where(source.conditions(), value.isNotNull())
                .asTable("ranked");
        Map<String, String> best = new HashMap<>();
        tx.sql()
                .select(ranked.field("grouped"), ranked.field("run"))
                .from(ranked)
                .where(DSL.field(DSL.name("place")).eq(DSL.inline(1)))
                .forEach(row -> best.put(String.valueOf(row.get(0)), String.valueOf(row.get(1))));
        return best;
    }

    private static Map<String, RunGroup.Summary> read(Record row, List<String> metrics) {
        Map<String, RunGroup.Summary> read = new LinkedHashMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            int at = 2 + 4 * i;
            long count = number(row.get(at)).longValue();
            if (count > 0) {
                read.put(
                        metrics.get(i),
                        new RunGroup.Summary(
                                count,
                                number(row.get(at + 1)).doubleValue(),
                                number(row.get(at + 2)).doubleValue(),
                                number(row.get(at + 3)).doubleValue()));
            }
        }
        return read;
    }

    private org.jooq.Field<?> group(RunSource source, Field column) {
        return switch (column.entity()) {
            case "metrics" -> metric(source, column.key());
            case "params", "tags" -> {
                RunTextSource texts = RunTextSource.of(column.entity(), source.alias());
                source.leftJoin(texts.table(), texts.ofRun(source.nameId(column.key())));
                yield texts.value();
            }
            default ->
                switch (column.key()) {
                    case "status" -> RUNS.STATUS;
                    case "user_id" -> RUNS.USER_ID;
                    default -> RUNS.NAME;
                };
        };
    }

    private static org.jooq.Field<Double> metric(RunSource source, String key) {
        MetricSeries series = METRIC_SERIES.as(source.alias());
        source.leftJoin(
                series,
                series.RUN
                        .eq(RUNS.ID)
                        .and(series.NAME_ID.eq(source.nameId(key)))
                        .and(series.IS_NAN.eq(0)));
        return series.VALUE;
    }

    private static Number number(@Nullable Object value) {
        return (Number) Objects.requireNonNull(value);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
