package dev.cairn.tracking.experiments;

import dev.cairn.access.Caller;
import dev.cairn.db.Dialect;
import dev.cairn.db.Transaction;
import java.util.Optional;

/// The SQL of experiments that come from elsewhere with an id and a name of their own, inside one workspace.
final class ImportedExperimentStore {
    private final Transaction tx;
    private final Caller caller;

    ImportedExperimentStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    /// What an experiment of a source became here, unless that is being purged.
    Optional<Long> find(String source, String sourceId) {
        return tx.find(
                """
                SELECT i.experiment_id FROM imported_experiments i JOIN experiments e ON e.id = i.experiment_id
                WHERE i.source = ? AND i.source_id = ? AND e.workspace_id = ? AND e.lifecycle_stage <> 'purging'
                """, row -> row.getLong(1), source, sourceId, caller.workspace().id());
    }

    void remember(String source, String sourceId, long id) {
        tx.update("""
                INSERT INTO imported_experiments (source, source_id, experiment_id) VALUES (?, ?, ?)
                ON CONFLICT (source, source_id) DO UPDATE SET experiment_id = excluded.experiment_id
                """, source, sourceId, id);
    }

    /// Whether an id is taken, in whichever workspace.
    boolean isTaken(long id) {
        return tx.find("SELECT 1 FROM experiments WHERE id = ?", row -> 1, id).isPresent();
    }

    /// Whether the experiment that every server begins with is as it was made, with nothing in it.
    boolean isUntouchedDefault(long id) {
        return tx.find("""
                SELECT 1 FROM experiments e WHERE e.id = ? AND e.workspace_id = ? AND e.id = 0 AND e.name = 'Default'
                  AND e.lifecycle_stage = 'active'
                  AND NOT EXISTS (SELECT 1 FROM runs WHERE experiment_id = e.id)
                  AND NOT EXISTS (SELECT 1 FROM logged_models WHERE experiment_id = e.id)
                  AND NOT EXISTS (SELECT 1 FROM traces WHERE experiment_id = e.id)
                  AND NOT EXISTS (SELECT 1 FROM datasets WHERE experiment_id = e.id)
                  AND NOT EXISTS (SELECT 1 FROM experiment_tags WHERE experiment_id = e.id)
                  AND NOT EXISTS (SELECT 1 FROM imported_experiments WHERE experiment_id = e.id)
                """, row -> 1, id, caller.workspace().id()).isPresent();
    }

    /// Makes an experiment what another one was.
    void overwrite(StoredExperiment experiment) {
        tx.update(
                """
                UPDATE experiments SET name = ?, artifact_location = ?, lifecycle_stage = ?, creation_time = ?,
                  last_update_time = ?
                WHERE id = ?
                """,
                experiment.name(),
                experiment.artifactLocation(),
                experiment.lifecycleStage(),
                experiment.creationTime(),
                experiment.lastUpdateTime(),
                experiment.id());
    }

    /// Keeps the ids that the database gives away above those that were given here. SQLite does so by itself.
    void continueBehindIds() {
        if (tx.dialect() == Dialect.POSTGRES) {
            tx.number("""
                SELECT setval('experiments_id_seq',
                  GREATEST((SELECT last_value FROM experiments_id_seq), (SELECT MAX(id) FROM experiments)))
                """);
        }
    }
}
