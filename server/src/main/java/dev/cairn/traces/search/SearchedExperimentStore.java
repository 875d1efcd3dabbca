package dev.cairn.traces.search;

import static dev.cairn.db.schema.Tables.TRACES;

import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// The SQL of the experiments whose traces are searched.
final class SearchedExperimentStore {
    private final Transaction tx;
    private final Workspace workspace;

    SearchedExperimentStore(Transaction tx, Workspace workspace) {
        this.tx = tx;
        this.workspace = workspace;
    }

    /// Those of some experiments that are the workspace's own, each once. Asked before a search, since joining them
    /// costs as much per trace as the trace itself.
    List<Long> own(List<Long> experiments) {
        return tx.queryIn(
                "SELECT id FROM experiments WHERE workspace_id = ? AND id IN (:ids)",
                row -> row.getLong(1),
                experiments.stream().distinct().mapToLong(Long::longValue).toArray(),
                workspace.id());
    }

    /// The traces of some experiments that are not in the trash.
    static Condition traces(Collection<Long> experiments) {
        return TRACES.EXPERIMENT_ID.in(experiments).and(TRACES.IS_DELETED.eq(DSL.inline(0)));
    }
}
