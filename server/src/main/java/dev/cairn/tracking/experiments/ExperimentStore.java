package dev.cairn.tracking.experiments;

import static dev.cairn.access.Resource.EXPERIMENT;

import dev.cairn.access.Caller;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The SQL of experiments, inside one workspace.
final class ExperimentStore {
    private static final Row<StoredExperiment> ROW = row -> new StoredExperiment(
            row.getLong("id"),
            row.getString("name"),
            row.getString("artifact_location"),
            row.getString("lifecycle_stage"),
            row.getLong("last_update_time"),
            row.getLong("creation_time"));

    private final Transaction tx;
    private final Caller caller;

    ExperimentStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    /// Where a new experiment of the workspace keeps its artifacts.
    String newLocation(ArtifactRoot root, long id) {
        return tx.find(
                        "SELECT artifact_root FROM workspaces WHERE id = ?",
                        row -> root.ofExperiment(caller.workspace(), row.getString(1), id),
                        caller.workspace().id())
                .orElseThrow();
    }

    /// Whose an experiment is, wherever it is.
    static Optional<Long> workspaceOf(Transaction tx, long id) {
        return tx.find("SELECT workspace_id FROM experiments WHERE id = ?", row -> row.getLong(1), id);
    }

    Optional<StoredExperiment> find(long id) {
        return tx.find(
                        "SELECT * FROM experiments WHERE id = ? AND workspace_id = ? AND lifecycle_stage <> 'purging'",
                        ROW,
                        id,
                        caller.workspace().id())
                .filter(this::admits);
    }

    /// An experiment that no other transaction changes until this one ends.
    Optional<StoredExperiment> held(long id) {
        return tx.find(
                        "SELECT * FROM experiments WHERE id = ? AND workspace_id = ? AND lifecycle_stage <> 'purging' "
                                + tx.holding("experiments"),
                        ROW,
                        id,
                        caller.workspace().id())
                .filter(this::admits);
    }

    Optional<StoredExperiment> findByName(String name) {
        return tx.find(
                        "SELECT * FROM experiments WHERE name = ? AND workspace_id = ? AND lifecycle_stage <> 'purging'",
                        ROW,
                        name,
                        caller.workspace().id())
                .filter(this::admits);
    }

    private boolean admits(StoredExperiment experiment) {
        return Guard.admits(caller, EXPERIMENT, experiment.id());
    }

    /// Those of some experiments that are the workspace's own. Asked before a search, since joining them costs as much
    /// for each run as the run itself.
    List<Long> own(List<Long> experiments) {
        return tx.queryIn(
                "SELECT id FROM experiments WHERE workspace_id = ? AND id IN (:ids)",
                row -> row.getLong(1),
                experiments.stream().mapToLong(Long::longValue).toArray(),
                caller.workspace().id());
    }

    /// Experiments of all stages that may be seen by id, from behind one.
    List<StoredExperiment> page(long after, int limit) {
        return tx.query("""
                SELECT * FROM experiments WHERE workspace_id = ? AND id > ? AND lifecycle_stage <> 'purging'
                ORDER BY id LIMIT ?
                """, ROW, caller.workspace().id(), after, limit);
    }

    boolean isEmpty() {
        return tx.find("SELECT 1 FROM experiments", row -> 1).isEmpty();
    }

    /// Adds an experiment under a given id, unless another server just did.
    void insert(StoredExperiment experiment) {
        tx.update(
                """
                INSERT INTO experiments
                  (id, workspace_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
                experiment.id(),
                caller.workspace().id(),
                experiment.name(),
                experiment.artifactLocation(),
                experiment.lifecycleStage(),
                experiment.creationTime(),
                experiment.lastUpdateTime());
    }

    /// Adds an experiment and returns the id that the database gave it, none where the name is taken; its artifact
    /// location is still open.
    Optional<Long> insert(String name, long now) {
        return tx.find("""
                INSERT INTO experiments
                  (workspace_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
                VALUES (?, ?, '', 'active', ?, ?)
                ON CONFLICT (workspace_id, name) DO NOTHING
                RETURNING id
                """, row -> row.getLong(1), caller.workspace().id(), name, now, now);
    }

    void setArtifactLocation(long id, String location) {
        tx.update("UPDATE experiments SET artifact_location = ? WHERE id = ?", location, id);
    }

    void rename(long id, String name, long now) {
        tx.update("UPDATE experiments SET name = ?, last_update_time = ? WHERE id = ?", name, now, id);
    }

    /// Deletes or restores an experiment; false if a purge was quicker.
    boolean setLifecycleStage(long id, String stage, long now) {
        return tx.update("""
                UPDATE experiments SET lifecycle_stage = ?, last_update_time = ?
                WHERE id = ? AND lifecycle_stage <> 'purging'
                """, stage, now, id) > 0;
    }

    void deleteActiveRuns(long id, long now) {
        tx.update("""
                UPDATE runs SET lifecycle_stage = 'deleted', deleted_time = ?
                WHERE experiment_id = ? AND lifecycle_stage = 'active'
                """, now, id);
    }

    void restoreRuns(long id) {
        tx.update("""
                UPDATE runs SET lifecycle_stage = 'active', deleted_time = NULL
                WHERE experiment_id = ? AND lifecycle_stage = 'deleted'
                """, id);
    }

    /// Experiments with their tags, in the order given.
    List<Experiment> whole(List<StoredExperiment> experiments) {
        Map<Long, List<Tag>> tags = new HashMap<>();
        tx.queryIn(
                "SELECT experiment_id, name, value FROM experiment_tags WHERE experiment_id IN (:ids) ORDER BY name",
                row -> tags.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(new Tag(row.getString(2), row.getString(3))),
                experiments.stream().mapToLong(StoredExperiment::id).toArray());
        return experiments.stream()
                .map(experiment -> experiment.with(tags.getOrDefault(experiment.id(), List.of()), caller.workspace()))
                .toList();
    }

    void setTag(long id, String key, String value) {
        tx.update("""
                INSERT INTO experiment_tags (experiment_id, name, value) VALUES (?, ?, ?)
                ON CONFLICT (experiment_id, name) DO UPDATE SET value = excluded.value
                """, id, key, value);
    }

    boolean deleteTag(long id, String key) {
        return tx.update("DELETE FROM experiment_tags WHERE experiment_id = ? AND name = ?", id, key) > 0;
    }
}
