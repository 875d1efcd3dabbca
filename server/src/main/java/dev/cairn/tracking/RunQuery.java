package dev.cairn.tracking;

import static dev.cairn.access.Resource.RUN;
import static dev.cairn.db.schema.Tables.METRIC_SERIES;
import static dev.cairn.db.schema.Tables.RUNS;

import dev.cairn.access.Caller;
import dev.cairn.db.ShortList;
import dev.cairn.db.Transaction;
import dev.cairn.db.schema.tables.MetricSeries;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.MetricCondition;
import dev.cairn.search.Order;
import dev.cairn.search.Slice;
import dev.cairn.search.TextCondition;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.experiments.ViewTypes;
import dev.cairn.tracking.names.Names;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// The SQL of a search for runs.
final class RunQuery {
    /// Best values that are looked at for each row up to the end of the page, and at least.
    private static final int BEST_A_ROW = 20;

    private static final int LEAST_BEST = 2_000;

    private final Transaction tx;
    private final Names names;
    private final Caller caller;

    RunQuery(Transaction tx, Names names, Caller caller) {
        this.tx = tx;
        this.names = names;
        this.caller = caller;
    }

    /// The matching runs in order. Their numbers are sorted first, so that the sort carries as little as possible.
    List<StoredRun> find(
            List<Long> experiments, ViewType view, Optional<Filter> filter, List<Order> orders, Slice slice) {
        List<Long> own = Experiments.own(tx, caller, RUN, experiments);
        if (own.isEmpty()) {
            return List.of();
        }
        Consumer<RunSource> wanted = source -> {
            source.keepOf(own);
            source.keep(ViewTypes.of(view, RUNS.LIFECYCLE_STAGE));
            filter.ifPresent(source::keep);
        };
        return new RunStore(tx, caller).byIds(ids(own, filter, wanted, orders, slice));
    }

    /// The numbers of the runs that a source is made to find, in order.
    ///
    /// @param experiments where they are, all of the workspace
    /// @param filter      what of the source's conditions may lead to few runs
    List<Long> ids(
            List<Long> experiments,
            Optional<Filter> filter,
            Consumer<RunSource> wanted,
            List<Order> orders,
            Slice slice) {
        return amongBest(wanted, orders, slice)
                .orElseGet(() -> amongAll(filter.flatMap(tree -> few(tree, experiments)), wanted, orders, slice));
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
        return switch (leaf.field().entity()) {
            case "metrics" -> {
                MetricSeries series = METRIC_SERIES.as("few");
                Condition found =
                        series.NAME_ID.eq(nameId(key)).and(MetricCondition.of(series.VALUE, series.IS_NAN, leaf));
                yield MetricCondition.isUnequal(leaf)
                        ? Optional.empty()
                        : Optional.of(new Lead(series, series.RUN, found));
            }
            case "params", "tags" -> {
                RunTextSource texts = RunTextSource.of(leaf.field().entity(), "few");
                Condition named = texts.ofBlock(nameId(key));
                yield TextCondition.beginning(texts.value(), leaf)
                        .map(found -> new Lead(
                                RunTextSource.blocks().crossJoin(texts.table()), texts.run(), named.and(found)));
            }
            case "attributes" -> {
                var runs = RUNS.as("few");
                Condition own = runs.EXPERIMENT_ID.in(experiments);
                yield TextCondition.beginning(runs.NAME, leaf)
                        .filter(_ -> key.equals("run_name"))
                        .map(found -> new Lead(runs, runs.ID, own.and(found)));
            }
            default -> Optional.empty();
        };
    }

    private boolean isShort(Lead lead) {
        return ShortList.is(tx, DSL.selectOne().from(lead.table).where(lead.found));
    }

    /// The runs in the order of a metric, looked for among its best values alone: what this costs does not grow with
    /// the number of runs. Empty where the metric has few values, or where the best ones do not fill the page.
    private Optional<List<Long>> amongBest(Consumer<RunSource> wanted, List<Order> orders, Slice slice) {
        if (orders.isEmpty() || !orders.getFirst().field().entity().equals("metrics")) {
            return Optional.empty();
        }
        Order first = orders.getFirst();
        MetricSeries best = METRIC_SERIES.as("best");
        Condition ofMetric = best.NAME_ID.eq(nameId(first.field().key())).and(best.IS_NAN.eq(0));
        long most = Math.max(LEAST_BEST, BEST_A_ROW * (slice.offset() + slice.limit()));
        return ShortList.behind(
                        tx,
                        most,
                        DSL.select(best.VALUE).from(best).where(ofMetric).orderBy(RunSort.directed(best.VALUE, first)))
                .map(end -> {
                    RunSource source = new RunSource(tx, names);
                    source.lead(best, best.RUN.eq(RUNS.ID).and(ofMetric));
                    source.keep(first.ascending() ? best.VALUE.lt(end) : best.VALUE.gt(end));
                    wanted.accept(source);
                    RunSort sort = new RunSort(source);
                    sort.byLeading(best.VALUE, first);
                    orders.stream().skip(1).forEach(sort::by);
                    return ids(source, sort, slice);
                })
                .filter(ids -> ids.size() == slice.limit());
    }

    /// The number that names a logged key, -1 for one that was never logged, which no row has.
    private long nameId(String name) {
        return names.find(tx, name).orElse(-1L);
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
