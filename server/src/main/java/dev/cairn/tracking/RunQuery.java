package dev.cairn.tracking;

import static dev.cairn.db.schema.Tables.RUNS;

import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Filter;
import dev.cairn.search.Order;
import java.util.List;
import java.util.Optional;

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

    /// The matching runs in order. Their numbers are sorted first, so that the sort carries as little as possible.
    List<StoredRun> find(
            List<Long> experiments, ViewType view, Optional<Filter> filter, List<Order> orders, Slice slice) {
        List<Long> own = own(experiments);
        if (own.isEmpty()) {
            return List.of();
        }
        RunSource source = new RunSource(tx, names);
        source.keep(RUNS.EXPERIMENT_ID.in(own));
        source.keep(ViewTypes.of(view, RUNS.LIFECYCLE_STAGE));
        filter.ifPresent(source::keep);
        RunSort sort = new RunSort(source);
        orders.forEach(sort::by);
        List<Long> ids = tx.sql()
                .select(RUNS.ID)
                .from(source.tables())
                .where(source.conditions())
                .orderBy(sort.fields())
                .limit(slice.limit())
                .offset(slice.offset())
                .fetch(RUNS.ID);
        return new RunStore(tx, workspace).byIds(ids);
    }

    /// Those of the experiments that are the workspace's own. Asked before, since joining them costs as much per run as
    /// the run itself.
    private List<Long> own(List<Long> experiments) {
        return tx.queryIn(
                "SELECT id FROM experiments WHERE workspace_id = ? AND id IN (:ids)",
                row -> row.getLong(1),
                experiments.stream().mapToLong(Long::longValue).toArray(),
                workspace.id());
    }
}
