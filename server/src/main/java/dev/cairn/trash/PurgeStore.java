package dev.cairn.trash;

import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The SQL that removes rows for good, in batches. Each statement may be repeated after a crash.
final class PurgeStore {
    private static final int ROWS = 2_000;

    /// What belongs to a run in tables that may have very many rows of it, with their keys within the run.
    private static final Map<String, String> LARGE_OF_RUNS = Map.of(
            "metric_chunks", "name_id, chunk",
            "metric_series", "name_id",
            "run_params", "name_id",
            "run_tags", "name_id");

    private static final List<String> OF_RUNS = List.of(
            "DELETE FROM dataset_input_tags WHERE input_id IN (SELECT id FROM dataset_inputs WHERE run = ?)",
            "DELETE FROM dataset_inputs WHERE run = ?",
            "DELETE FROM run_model_inputs WHERE run = ?",
            "DELETE FROM run_model_outputs WHERE run = ?",
            "DELETE FROM runs WHERE id = ?");

    private static final List<String> OF_MODELS = List.of(
            "DELETE FROM logged_model_params WHERE model = ?",
            "DELETE FROM logged_model_tags WHERE model = ?",
            "DELETE FROM logged_model_metrics WHERE model = ?",
            "DELETE FROM logged_models WHERE id = ?");

    /// What else belongs to an experiment goes with its row.
    private static final List<String> OF_EXPERIMENTS = List.of(
            "DELETE FROM experiment_tags WHERE experiment_id = ?",
            "DELETE FROM datasets WHERE experiment_id = ?",
            "DELETE FROM experiment_keys WHERE experiment_id = ?",
            "DELETE FROM experiments WHERE id = ?");

    private final Transaction tx;

    PurgeStore(Transaction tx) {
        this.tx = tx;
    }

    /// What is marked, from behind an entry.
    static List<Marked> marked(Transaction tx, long after, int limit) {
        return tx.query(
                """
                SELECT p.id, p.kind, p.item, p.begun, w.id AS workspace, w.name FROM purges p
                JOIN workspaces w ON w.id = p.workspace_id WHERE p.id > ? ORDER BY p.id LIMIT ?
                """,
                row -> new Marked(
                        row.getLong("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getLong("item"),
                        row.getInt("begun") > 0,
                        new Workspace(row.getLong("workspace"), row.getString("name"))),
                after,
                limit);
    }

    /// Removes some of what was logged to a run; 0 once nothing is left.
    int someOfRun(long run) {
        int removed = 0;
        for (Map.Entry<String, String> table : LARGE_OF_RUNS.entrySet()) {
            removed += tx.update(
                    "DELETE FROM %1$s WHERE run = ? AND (%2$s) IN (SELECT %2$s FROM %1$s WHERE run = ? ORDER BY %2$s LIMIT %3$d)"
                            .formatted(table.getKey(), table.getValue(), ROWS),
                    run,
                    run);
        }
        return removed;
    }

    /// Removes an item itself, with the entry that says that it has to go.
    void last(Kind kind, long number) {
        List<String> statements = switch (kind) {
            case RUN -> OF_RUNS;
            case LOGGED_MODEL -> OF_MODELS;
            case EXPERIMENT -> OF_EXPERIMENTS;
            case TRACE -> List.of();
        };
        statements.forEach(statement -> tx.update(statement, number));
        forget(kind, number);
    }

    /// Says that something of these may be gone from now on.
    ///
    /// @return those that are still marked: others were put back meanwhile
    List<Marked> begin(List<Marked> marked) {
        return marked.stream()
                .filter(one -> tx.update(
                                "UPDATE purges SET begun = 1 WHERE id = ? AND kind = ? AND item = ?",
                                one.entry(),
                                one.kind().name(),
                                one.number())
                        > 0)
                .toList();
    }

    void forget(Kind kind, long number) {
        tx.update("DELETE FROM purges WHERE kind = ? AND item = ?", kind.name(), number);
    }

    /// Whether an experiment still has runs or logged models, which have to go before it.
    boolean hasMembers(long experiment) {
        return tx.number("""
                SELECT (SELECT COUNT(*) FROM runs WHERE experiment_id = ?)
                  + (SELECT COUNT(*) FROM logged_models WHERE experiment_id = ?)
                """, experiment, experiment) > 0;
    }

    /// Traces of an experiment that began before a time, in the trash or not.
    List<OldTrace> traces(long experiment, long before, int limit) {
        List<OldTrace> traces = new ArrayList<>();
        for (String each : List.of(
                "t.trace_id FROM traces t WHERE t.is_deleted = 0",
                "d.trace_id FROM traces t JOIN deleted_traces d ON d.id = t.id WHERE t.is_deleted = 1")) {
            traces.addAll(tx.query(
                    "SELECT t.id, " + each
                            + " AND t.experiment_id = ? AND t.request_time < ? ORDER BY t.request_time LIMIT ?",
                    row -> new OldTrace(row.getLong(1), row.getString(2)),
                    experiment,
                    before,
                    limit));
        }
        return traces;
    }

    /// The numbers of all traces of an experiment that have an id, and so its folder: two, if one is in the trash.
    List<Long> ofId(long experiment, String traceId) {
        return tx.query("""
                SELECT id FROM traces WHERE trace_id = ? AND experiment_id = ?
                UNION ALL
                SELECT id FROM deleted_traces WHERE trace_id = ? AND experiment_id = ?
                """, row -> row.getLong(1), traceId, experiment, traceId, experiment);
    }

    /// Experiments whose traces may grow too old.
    ///
    /// @param onlyTagged whether only those count that have a retention of their own
    static List<TracePlace> tracePlaces(Transaction tx, boolean onlyTagged, long after, int limit) {
        String join = onlyTagged ? "JOIN" : "LEFT JOIN";
        return tx.query(
                """
                SELECT e.id, e.artifact_location, t.value FROM experiments e
                %s experiment_tags t ON t.experiment_id = e.id AND t.name = ?
                WHERE e.id > ? ORDER BY e.id LIMIT ?
                """.formatted(join),
                row -> new TracePlace(row.getLong(1), row.getString(2), row.getString(3)),
                TraceRetention.TAG,
                after,
                limit);
    }

    /// Something that has to go.
    ///
    /// @param isBegun whether something of it may be gone
    record Marked(long entry, Kind kind, long number, boolean isBegun, Workspace workspace) {}

    record OldTrace(long number, String id) {}

    /// @param location  where the experiment keeps artifacts
    /// @param retention the experiment's own, if it has one
    record TracePlace(
            long experiment, String location, @Nullable String retention) {}
}
