package dev.cairn.tracking;

import static dev.cairn.db.schema.Tables.EXPERIMENTS;
import static dev.cairn.db.schema.Tables.RUNS;

import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.Order;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// The SQL of a search for runs.
final class RunQuery {
    private final Transaction tx;
    private final Names names;
    private final Workspace workspace;

    RunQuery(Transaction tx, Names names, Workspace workspace) {
        this.tx = tx;
        this.names = names;
        this.workspace = workspace;
    }

    List<StoredRun> find(
            List<Long> experiments, ViewType view, Optional<Filter> filter, List<Order> orders, Slice slice) {
        RunSort sort = new RunSort(tx, names);
        orders.forEach(sort::by);
        RunClauses clauses = new RunClauses(tx, names);
        Condition matches = filter.map(tree -> FilterCondition.of(tree, clauses::of)).orElseGet(DSL::noCondition);
        return tx.sql()
                .select(RUNS.fields())
                .from(sort.from())
                .where(EXPERIMENTS.WORKSPACE_ID.eq(workspace.id()))
                .and(RUNS.EXPERIMENT_ID.in(experiments))
                .and(ViewTypes.of(view, RUNS.LIFECYCLE_STAGE))
                .and(matches)
                .orderBy(sort.fields())
                .limit(slice.limit())
                .offset(slice.offset())
                .fetch(RunQuery::run);
    }

    private static StoredRun run(Record row) {
        return new StoredRun(
                row.get(RUNS.ID),
                row.get(RUNS.RUN_ID),
                row.get(RUNS.EXPERIMENT_ID),
                row.get(RUNS.NAME),
                row.get(RUNS.USER_ID),
                RunStatus.valueOf(row.get(RUNS.STATUS)),
                row.get(RUNS.START_TIME),
                row.get(RUNS.END_TIME),
                row.get(RUNS.LIFECYCLE_STAGE),
                row.get(RUNS.ARTIFACT_URI));
    }
}
