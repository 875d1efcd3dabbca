package dev.cairn.traces.search;

import static dev.cairn.access.Resource.TRACE;
import static dev.cairn.db.schema.Tables.TRACES;

import dev.cairn.access.Caller;
import dev.cairn.access.Reach;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// The SQL of the experiments whose traces are searched.
final class SearchedExperimentStore {
    private static final String TIME = """
            SELECT request_time FROM traces WHERE experiment_id = ? AND is_deleted = 0
              AND experiment_id IN (SELECT id FROM experiments WHERE workspace_id = ?)
            """;

    private final Transaction tx;
    private final Caller caller;

    SearchedExperimentStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    /// Those of some experiments that are the workspace's own and whose traces the caller reads, each once. They are
    /// asked for before a search, since joining them costs as much per trace as the trace itself.
    List<Long> own(List<Long> experiments) {
        Reach reach = Guard.reach(caller, TRACE);
        return tx.queryIn(
                "SELECT id FROM experiments WHERE workspace_id = ? AND id IN (:ids)",
                row -> row.getLong(1),
                experiments.stream()
                        .distinct()
                        .filter(id -> reach.includes(Long.toString(id)))
                        .mapToLong(Long::longValue)
                        .toArray(),
                caller.workspace().id());
    }

    /// When the first trace of an experiment began.
    Optional<Long> oldest(long experiment) {
        return tx.find(
                TIME + "ORDER BY request_time LIMIT 1",
                row -> row.getLong(1),
                experiment,
                caller.workspace().id());
    }

    /// When its last one did.
    Optional<Long> newest(long experiment) {
        return tx.find(
                TIME + "ORDER BY request_time DESC LIMIT 1",
                row -> row.getLong(1),
                experiment,
                caller.workspace().id());
    }

    /// The traces of some experiments that are not in the trash.
    static Condition traces(Collection<Long> experiments) {
        return TRACES.EXPERIMENT_ID.in(experiments).and(TRACES.IS_DELETED.eq(DSL.inline(0)));
    }
}
