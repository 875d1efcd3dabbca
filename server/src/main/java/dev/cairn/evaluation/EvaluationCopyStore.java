package dev.cairn.evaluation;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.evaluation.Scorer;
import java.util.List;

/// The SQL that only imports and exports need.
final class EvaluationCopyStore {
    private final Transaction tx;
    private final Caller caller;

    EvaluationCopyStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    List<String> datasetIds(String after, int limit) {
        return tx.query(
                "SELECT dataset_id FROM evaluation_datasets WHERE workspace_id = ? AND dataset_id > ? ORDER BY dataset_id LIMIT ?",
                row -> row.getString(1),
                caller.workspace().id(),
                after,
                limit);
    }

    List<String> scorerIds(String experimentId) {
        return tx.query("""
                SELECT s.scorer_id FROM scorers s JOIN experiments e ON e.id = s.experiment_id
                WHERE e.workspace_id = ? AND e.id = ? ORDER BY s.name
                """, row -> row.getString(1), caller.workspace().id(), Long.parseLong(experimentId));
    }

    List<Scorer> versions(String scorerId) {
        return tx.query(
                """
                SELECT s.experiment_id, s.name, v.version, v.serialized_scorer, v.creation_time
                FROM scorers s JOIN experiments e ON e.id = s.experiment_id JOIN scorer_versions v ON v.scorer = s.id
                WHERE e.workspace_id = ? AND s.scorer_id = ? ORDER BY v.version
                """,
                row -> new Scorer(
                        row.getLong(1), row.getString(2), row.getInt(3), row.getString(4), row.getLong(5), scorerId),
                caller.workspace().id(),
                scorerId);
    }

    /// Adds a version with its number.
    void addVersion(long scorer, Scorer version) {
        tx.update("""
                INSERT INTO scorer_versions (scorer, version, serialized_scorer, creation_time) VALUES (?, ?, ?, ?)
                """, scorer, version.scorerVersion(), version.serializedScorer(), version.creationTime());
    }

    List<String> issueIds(String experimentId) {
        return tx.query("""
                SELECT i.issue_id FROM issues i JOIN experiments e ON e.id = i.experiment_id
                WHERE e.workspace_id = ? AND e.id = ? ORDER BY i.issue_id
                """, row -> row.getString(1), caller.workspace().id(), Long.parseLong(experimentId));
    }
}
