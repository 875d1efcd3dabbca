package dev.cairn.tracking;

import dev.cairn.access.Workspace;
import dev.cairn.db.DatabaseException;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.LoggedModelStatus;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The SQL of logged models, inside one workspace.
final class LoggedModelStore {
    static final Row<StoredModel> ROW = row -> new StoredModel(
            row.getLong("id"),
            row.getString("model_id"),
            row.getLong("experiment_id"),
            row.getString("name"),
            row.getString("artifact_uri"),
            LoggedModelStatus.valueOf(row.getString("status")),
            row.getString("status_message"),
            row.getString("model_type"),
            row.getString("source_run_id"),
            row.getLong("creation_time"),
            row.getLong("last_update_time"),
            row.getString("lifecycle_stage"));

    private final Transaction tx;
    private final Workspace workspace;

    LoggedModelStore(Transaction tx, Workspace workspace) {
        this.tx = tx;
        this.workspace = workspace;
    }

    /// A model that is not in the trash.
    StoredModel get(String modelId) {
        return active(modelId, "");
    }

    /// Such a model, which no other transaction changes until this one ends.
    StoredModel locked(String modelId) {
        return active(modelId, tx.locking("m"));
    }

    private StoredModel active(String modelId, String lock) {
        return find(modelId, lock)
                .filter(model -> model.lifecycleStage().equals(Lifecycle.ACTIVE))
                .orElseThrow(() -> missing(modelId));
    }

    StoredModel getEvenDeleted(String modelId) {
        return find(modelId, "").orElseThrow(() -> missing(modelId));
    }

    private Optional<StoredModel> find(String modelId, String lock) {
        return tx.find("""
                SELECT m.* FROM logged_models m JOIN experiments e ON e.id = m.experiment_id
                WHERE m.model_id = ? AND e.workspace_id = ? AND m.lifecycle_stage <> 'purging'
                """ + lock, ROW, modelId, workspace.id());
    }

    /// Those of some models that are there, in the order given, in the trash or not.
    List<StoredModel> present(List<String> modelIds) {
        return modelIds.stream().flatMap(modelId -> find(modelId, "").stream()).toList();
    }

    /// Those of some ids that are taken.
    Set<String> known(Collection<String> modelIds) {
        return Set.copyOf(tx.queryIn("""
                SELECT m.model_id FROM logged_models m JOIN experiments e ON e.id = m.experiment_id
                WHERE e.workspace_id = ? AND m.model_id IN (:ids)
                """, row -> row.getString(1), modelIds, workspace.id()));
    }

    /// Ids of the models of an experiment, of all stages, from behind one.
    List<String> page(long experiment, String after, int limit) {
        return tx.query("""
                SELECT m.model_id FROM logged_models m JOIN experiments e ON e.id = m.experiment_id
                WHERE e.workspace_id = ? AND e.id = ? AND m.model_id > ? ORDER BY m.model_id LIMIT ?
                """, row -> row.getString(1), workspace.id(), experiment, after, limit);
    }

    long insert(StoredModel model) {
        try {
            return tx.number(
                    """
                    INSERT INTO logged_models (model_id, experiment_id, name, artifact_uri, status, status_message,
                      model_type, source_run_id, creation_time, last_update_time, lifecycle_stage)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    RETURNING id
                    """,
                    model.modelId(),
                    model.experimentId(),
                    model.name(),
                    model.artifactUri(),
                    model.status().name(),
                    model.statusMessage(),
                    model.modelType(),
                    model.sourceRunId(),
                    model.creationTime(),
                    model.lastUpdateTime(),
                    model.lifecycleStage());
        } catch (DatabaseException refused) {
            throw refused.isConstraint()
                    ? ApiException.alreadyExists("Logged model with id=%s already exists".formatted(model.modelId()))
                    : refused;
        }
    }

    void setStatus(long id, LoggedModelStatus status, long now) {
        tx.update("UPDATE logged_models SET status = ?, last_update_time = ? WHERE id = ?", status.name(), now, id);
    }

    void delete(long id, long now) {
        tx.update("UPDATE logged_models SET lifecycle_stage = 'deleted', last_update_time = ? WHERE id = ?", now, id);
    }

    /// Takes a model out of the trash; false if it is not there.
    boolean restore(String modelId, long now) {
        return find(modelId, tx.locking("m"))
                .filter(model -> tx.update(
                                "UPDATE logged_models SET lifecycle_stage = 'active', last_update_time = ? WHERE id = ? AND lifecycle_stage = 'deleted'",
                                now,
                                model.id())
                        > 0)
                .isPresent();
    }

    /// Adds a parameter; false if the model has one of that name.
    boolean addParam(long id, Tag param) {
        return tx.update(
                        "INSERT INTO logged_model_params (model, name, value) VALUES (?, ?, ?) ON CONFLICT (model, name) DO NOTHING",
                        id,
                        param.key(),
                        param.value())
                > 0;
    }

    void setTag(long id, Tag tag) {
        tx.update("""
                INSERT INTO logged_model_tags (model, name, value) VALUES (?, ?, ?)
                ON CONFLICT (model, name) DO UPDATE SET value = excluded.value
                """, id, tag.key(), tag.value());
    }

    boolean deleteTag(long id, String key) {
        return tx.update("DELETE FROM logged_model_tags WHERE model = ? AND name = ?", id, key) > 0;
    }

    /// Adds a point that a run measured of the model; one that is there already is left alone.
    void addMetric(long id, String runId, Metric metric) {
        double value = metric.value();
        tx.update(
                """
                INSERT INTO logged_model_metrics
                  (model, experiment_id, name, value, is_nan, step, timestamp, run_id, dataset_name, dataset_digest)
                SELECT id, experiment_id, ?, ?, ?, ?, ?, ?, ?, ? FROM logged_models WHERE id = ?
                ON CONFLICT (model, name, timestamp, step, run_id) DO NOTHING
                """,
                metric.key(),
                Double.isNaN(value) ? 0 : MetricBatch.finite(value),
                Double.isNaN(value) ? 1 : 0,
                metric.step() == null ? 0 : metric.step(),
                metric.timestamp(),
                runId,
                metric.datasetName(),
                metric.datasetDigest(),
                id);
    }

    /// Models with all that was logged to them, in the order given.
    List<LoggedModel> whole(List<StoredModel> models) {
        long[] ids = models.stream().mapToLong(StoredModel::id).toArray();
        Map<Long, List<Tag>> params = tags("logged_model_params", ids);
        Map<Long, List<Tag>> tags = tags("logged_model_tags", ids);
        Map<Long, List<Metric>> metrics = metrics(models, ids);
        return models.stream()
                .map(model -> model.with(
                        tags.getOrDefault(model.id(), List.of()),
                        params.getOrDefault(model.id(), List.of()),
                        metrics.getOrDefault(model.id(), List.of())))
                .toList();
    }

    private Map<Long, List<Tag>> tags(String table, long[] ids) {
        Map<Long, List<Tag>> found = new HashMap<>();
        tx.queryIn(
                "SELECT model, name, value FROM " + table + " WHERE model IN (:ids) ORDER BY name",
                row -> found.computeIfAbsent(row.getLong(1), model -> new ArrayList<>())
                        .add(new Tag(row.getString(2), row.getString(3))),
                ids);
        return found;
    }

    private Map<Long, List<Metric>> metrics(List<StoredModel> models, long[] ids) {
        Map<Long, String> modelIds = new HashMap<>();
        models.forEach(model -> modelIds.put(model.id(), model.modelId()));
        Map<Long, List<Metric>> found = new HashMap<>();
        tx.queryIn(
                """
                SELECT model, name, value, is_nan, timestamp, step, dataset_name, dataset_digest, run_id
                FROM logged_model_metrics WHERE model IN (:ids) ORDER BY id
                """,
                row -> found.computeIfAbsent(row.getLong(1), model -> new ArrayList<>())
                        .add(new Metric(
                                row.getString(2),
                                row.getInt(4) == 1 ? Double.NaN : row.getDouble(3),
                                row.getLong(5),
                                row.getLong(6),
                                row.getString(7),
                                row.getString(8),
                                modelIds.get(row.getLong(1)),
                                row.getString(9))),
                ids);
        return found;
    }

    private static ApiException missing(String modelId) {
        return ApiException.missing("Logged model with ID '%s' not found.".formatted(modelId));
    }
}
