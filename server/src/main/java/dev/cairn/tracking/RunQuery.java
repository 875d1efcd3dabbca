package dev.cairn.tracking;

import static dev.cairn.db.schema.Tables.METRIC_SERIES;
import static dev.cairn.db.schema.Tables.RUNS;

import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import dev.cairn.db.schema.tables.MetricSeries;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Comparator;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.Order;
import dev.cairn.search.TextCondition;
import dev.cairn.search.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// The SQL of a search for runs.
final class RunQuery {
    /// Best values that are looked at for each row up to the end of the page, and at least.
    private static final int BEST_A_ROW = 20;

    private static final int LEAST_BEST = 2_000;

    /// More runs than these are not looked up one by one, since the first of them are soon found.
    private static final int FEW = 500;

    private final Transaction tx;
    private final Names names;
    private final Workspace workspace;

    RunQuery(Transaction tx, Names names, Workspace workspace) {
        this.tx = tx;
        this.names = names;
        this.workspace = workspace;
    }

    /// The matching runs in order. Their numbers are sorted first, so that the sort carries as little as possible.
    List<StoredRun> find(
            List<Long> experiments, ViewType view, Optional<Filter> filter, List<Order> orders, Slice slice) {
        List<Long> own = new ExperimentStore(tx, workspace).own(experiments);
        if (own.isEmpty()) {
            return List.of();
        }
        Consumer<RunSource> wanted = source -> {
            source.keep(RUNS.EXPERIMENT_ID.in(own));
            source.keep(ViewTypes.of(view, RUNS.LIFECYCLE_STAGE));
            filter.ifPresent(source::keep);
        };
        List<Long> ids = amongBest(wanted, orders, slice)
                .orElseGet(() -> amongAll(filter.flatMap(tree -> few(tree, own)), wanted, orders, slice));
        return new RunStore(tx, workspace).byIds(ids);
    }

    /// @param few what leads to few runs, if there is such
    private List<Long> amongAll(Optional<Lead> few, Consumer<RunSource> wanted, List<Order> orders, Slice slice) {
        RunSource source = new RunSource(tx, names);
        few.ifPresent(lead -> source.lead(lead.table, lead.run.eq(RUNS.ID).and(lead.found)));
        wanted.accept(source);
        RunSort sort = new RunSort(source);
        orders.forEach(sort::by);
        return ids(source, sort, slice);
    }

    /// The first clause that must hold and leaves few runs, as an index tells.
    private Optional<Lead> few(Filter filter, List<Long> experiments) {
        return FilterCondition.required(filter).stream()
                .flatMap(part -> part instanceof Filter.Leaf leaf ? lead(leaf, experiments).stream() : Stream.empty())
                .filter(this::isShort)
                .findFirst();
    }

    private Optional<Lead> lead(Filter.Leaf leaf, List<Long> experiments) {
        String key = leaf.field().key();
        return switch (leaf) {
            case Filter.Compare(var field, var comparator, var _)
            when field.entity().equals("metrics") && comparator != Comparator.NOT_EQUAL -> {
                MetricSeries series = METRIC_SERIES.as("few");
                long name = names.find(tx, key).orElse(-1L);
                yield Optional.of(
                        new Lead(series, series.RUN, series.NAME_ID.eq(name).and(RunClauses.value(series, leaf))));
            }
            case Filter.Compare(var field, var comparator, Value.Text(String text))
            when field.entity().equals("attributes") && key.equals("run_name") && comparator == Comparator.EQUAL -> {
                var runs = RUNS.as("few");
                yield Optional.of(new Lead(
                        runs, runs.ID, runs.EXPERIMENT_ID.in(experiments).and(TextCondition.equal(runs.NAME, text))));
            }
            default -> Optional.empty();
        };
    }

    private boolean isShort(Lead lead) {
        Select<?> some = DSL.select(lead.run).from(lead.table).where(lead.found).limit(FEW + 1);
        return tx.query(DSL.selectCount().from(some), row -> row.getInt(1)).getFirst() <= FEW;
    }

    /// The runs in the order of a metric, looked for among its best values alone: what this costs does not grow with
    /// the
    /// number of runs. Empty where the metric has few values, or where the best ones do not fill the
    /// page.
    private Optional<List<Long>> amongBest(Consumer<RunSource> wanted, List<Order> orders, Slice slice) {
        if (orders.isEmpty() || !orders.getFirst().field().entity().equals("metrics")) {
            return Optional.empty();
        }
        Order first = orders.getFirst();
        RunSource source = new RunSource(tx, names);
        MetricSeries series = METRIC_SERIES.as(source.alias());
        Condition ofMetric =
                series.NAME_ID.eq(source.nameId(first.field().key())).and(series.IS_NAN.eq(0));
        long most = Math.max(LEAST_BEST, BEST_A_ROW * (slice.offset() + slice.limit()));
        return boundary(series, ofMetric, first, most).flatMap(value -> {
            source.lead(series, series.RUN.eq(RUNS.ID).and(ofMetric));
            source.keep(first.ascending() ? series.VALUE.lt(value) : series.VALUE.gt(value));
            wanted.accept(source);
            RunSort sort = new RunSort(source);
            sort.byLeading(series, first);
            orders.stream().skip(1).forEach(sort::by);
            List<Long> ids = ids(source, sort, slice);
            return ids.size() == slice.limit() ? Optional.of(ids) : Optional.empty();
        });
    }

    /// The first value of a metric that is not among so many best ones, if it has more.
    private Optional<Double> boundary(MetricSeries series, Condition ofMetric, Order order, long best) {
        return tx.sql()
                .select(series.VALUE)
                .from(series)
                .where(ofMetric)
                .orderBy(order.ascending() ? series.VALUE.asc() : series.VALUE.desc())
                .limit(1)
                .offset(best)
                .fetchOptional(series.VALUE);
    }

    private List<Long> ids(RunSource source, RunSort sort, Slice slice) {
        return tx.sql()
                .select(RUNS.ID)
                .from(source.tables())
                .where(source.conditions())
                .orderBy(sort.fields())
                .limit(slice.limit())
                .offset(slice.offset())
                .fetch(RUNS.ID);
    }

    /// What an index leads from to runs.
    ///
    /// @param run   the column that has the number of a run, which no two rows share
    /// @param found which rows of the table
    private record Lead(Table<?> table, Field<Long> run, Condition found) {}
}
