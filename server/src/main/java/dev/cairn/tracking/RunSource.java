package dev.cairn.tracking;

import static dev.cairn.db.schema.Tables.METRIC_SERIES;
import static dev.cairn.db.schema.Tables.RUNS;

import dev.cairn.db.Exists;
import dev.cairn.db.ShortList;
import dev.cairn.db.Transaction;
import dev.cairn.db.schema.tables.Runs;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Comparator;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.tracking.experiments.ViewTypes;
import dev.cairn.tracking.names.Names;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// The tables that a search for runs reads, and the conditions on them.
///
/// A clause that must hold is joined, since that takes SQLite a third of the time of a subquery; the most selective
/// kinds come first, since it joins them in this order. All other clauses are subqueries.
public final class RunSource {
    /// SQLite joins at most 64 tables, of which a sort may need half; PostgreSQL plans many joins for long.
    private static final int MAX_JOINED = 8;

    private final RunClauses clauses;
    private final Names names;
    private final Transaction tx;
    private Table<?> from = RUNS;
    private final List<Condition> conditions = new ArrayList<>();
    private boolean isLed;
    private int joined;

    RunSource(Transaction tx, Names names) {
        this.tx = tx;
        this.names = names;
        this.clauses = new RunClauses(tx, names);
    }

    public Table<?> tables() {
        return from;
    }

    public Condition conditions() {
        return DSL.and(conditions);
    }

    /// Keeps the runs of some experiments.
    void keepOf(List<Long> experiments) {
        conditions.add((isLed ? ShortList.unindexed(RUNS.EXPERIMENT_ID) : RUNS.EXPERIMENT_ID).in(experiments));
    }

    public void keep(Condition condition) {
        conditions.add(condition);
    }

    /// Keeps the runs that a view shows.
    void keep(ViewType view) {
        conditions.add(ViewTypes.of(view, RUNS.LIFECYCLE_STAGE));
    }

    /// Reads the children of a run alone. Comes before anything that is kept.
    void leadToChildren(long experiment, String parentRunId) {
        Runs children = RUNS.as("children");
        lead(
                children,
                children.ID
                        .eq(RUNS.ID)
                        .and(children.EXPERIMENT_ID.eq(experiment))
                        .and(children.PARENT_RUN_ID.eq(parentRunId)));
    }

    /// Drops the runs whose parent is among those of a view.
    void dropNested(long experiment, ViewType view) {
        Runs parents = RUNS.as("parents");
        dropNested(Exists.in(DSL.selectOne()
                .from(parents)
                .where(
                        parents.RUN_ID.eq(RUNS.PARENT_RUN_ID),
                        parents.EXPERIMENT_ID.eq(experiment),
                        ViewTypes.of(view, parents.LIFECYCLE_STAGE))));
    }

    /// Drops the runs whose parent another source finds.
    void dropNested(RunSource others) {
        dropNested(Exists.in(
                RUNS.PARENT_RUN_ID, DSL.select(RUNS.RUN_ID).from(others.from).where(others.conditions())));
    }

    private void dropNested(Condition nested) {
        conditions.add(RUNS.PARENT_RUN_ID.isNull().or(DSL.not(nested)));
    }

    /// Keeps the runs that a filter matches.
    void keep(Filter filter) {
        List<Filter> all = filter instanceof Filter.And(List<Filter> parts) ? parts : List.of(filter);
        List<Filter.Leaf> joins = new ArrayList<>();
        for (Filter part : all) {
            if (part instanceof Filter.Leaf leaf && isJoined(leaf) && joins.size() < MAX_JOINED) {
                joins.add(leaf);
            } else {
                conditions.add(FilterCondition.of(part, clauses::of));
            }
        }
        joins.sort((a, b) -> Integer.compare(cost(a), cost(b)));
        joins.forEach(this::join);
    }

    /// The number that names a logged key, -1 for one that was never logged, which no row has.
    public long nameId(String name) {
        return names.find(tx, name).orElse(-1L);
    }

    /// Reads another table before the runs, and of these only what it leads to. Comes before anything that is kept.
    void lead(Table<?> table, Condition on) {
        isLed = true;
        from = table.crossJoin(from);
        conditions.add(on);
    }

    /// Reads another table where it has something for the run.
    public void leftJoin(Table<?> table, Condition on) {
        from = from.leftJoin(table).on(on);
    }

    public String alias() {
        return "j" + joined++;
    }

    private void join(Filter.Leaf leaf) {
        long name = nameId(leaf.field().key());
        switch (leaf.field().entity()) {
            case "metrics" -> {
                var series = METRIC_SERIES.as(alias());
                join(series, series.RUN.eq(RUNS.ID).and(series.NAME_ID.eq(name)), RunClauses.valueOfRun(series, leaf));
            }
            default -> {
                RunTextSource texts = RunTextSource.of(leaf.field().entity(), alias());
                join(texts.table(), texts.ofRun(name), RunClauses.value(texts.value(), leaf));
            }
        }
    }

    /// A cross join, because that is the one whose place SQLite does not change.
    private void join(Table<?> table, Condition on, Condition value) {
        from = from.crossJoin(table);
        conditions.add(on);
        conditions.add(value);
    }

    private static boolean isJoined(Filter.Leaf leaf) {
        String entity = leaf.field().entity();
        boolean logged = entity.equals("metrics") || entity.equals("params") || entity.equals("tags");
        return logged && !(leaf instanceof Filter.Null);
    }

    private static int cost(Filter.Leaf leaf) {
        boolean equals = leaf instanceof Filter.Compare compare && compare.comparator() == Comparator.EQUAL;
        if (equals || leaf instanceof Filter.In) {
            return 0;
        }
        return leaf.field().entity().equals("metrics") ? 2 : 1;
    }
}
