package dev.cairn.tracking.models;

import static dev.cairn.access.Resource.LOGGED_MODEL;

import dev.cairn.access.Caller;
import dev.cairn.db.DatabaseException;
import dev.cairn.db.Dialect;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Guard;
import dev.cairn.http.JsonRecords;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.LoggedModelStatus;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.tracking.entries.MetricBatch;
import dev.cairn.tracking.experiments.Lifecycle;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The SQL of logged models, inside one workspace.
final class LoggedModelStore {
    /// Reads the columns of the table in their order.
    static final Row<StoredModel> ROW = row -> new StoredModel(
            row.getLong(1),
            row.getString(2),
            row.getLong(3),
            row.getString(4),
            row.getString(5),
            LoggedModelStatus.valueOf(row.getString(6)),
            row.getString(7),
            row.getString(8),
            row.getString(9),
            row.getLong(10),
            row.getLong(11),
            row.getString(12));

    private final Transaction tx;
    private final Caller caller;

    LoggedModelStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    /// A model that is not in the trash.
    StoredModel get(String modelId) {
        return findActive(modelId).orElseThrow(() -> missing(modelId));
    }

    Optional<StoredModel> findActive(String modelId) {
        return find(modelId, "").filter(LoggedModelStore::isActive);
    }

    /// Such a model, which no other transaction changes until this one ends.
    StoredModel locked(String modelId) {
        return findActiveLocked(modelId).orElseThrow(() -> missing(modelId));
    }

    Optional<StoredModel> findActiveLocked(String modelId) {
        return findLocked(modelId).filter(LoggedModelStore::isActive);
    }

    private static boolean isActive(StoredModel model) {
        return model.lifecycleStage().equals(Lifecycle.ACTIVE);
    }

    StoredModel getEvenDeleted(String modelId) {
        return find(modelId, "").orElseThrow(() -> missing(modelId));
    }

    /// PostgreSQL finds nothing when the model goes to another experiment with its run while this waits for it, since
    /// it
    /// joins the model as it is then to the experiment as it was. The second look finds it.
    private Optional<StoredModel> findLocked(String modelId) {
        return find(modelId, tx.locking("m")).or(() -> find(modelId, tx.locking("m")));
    }

    private Optional<StoredModel> find(String modelId, String lock) {
        return tx.find("""
                SELECT m.* FROM logged_models m JOIN experiments e ON e.id = m.experiment_id
                WHERE m.model_id = ? AND e.workspace_id = ? AND m.lifecycle_stage <> 'purging'
                """ + lock, ROW, modelId, caller.workspace().id())
                .filter(model -> Guard.admits(caller, LOGGED_MODEL, model.experimentId()));
    }

    /// Those of some models that are there, in the order given, in the trash or not.
    List<StoredModel> present(List<String> modelIds) {
        return modelIds.stream().flatMap(modelId -> find(modelId, "").stream()).toList();
    }

    /// Those of some ids that are taken.
    Set<String> known(Collection<String> modelIds) {
        return Set.copyOf(tx.queryIn(
                """
                SELECT m.model_id FROM logged_models m JOIN experiments e ON e.id = m.experiment_id
                WHERE e.workspace_id = ? AND m.model_id IN (:ids)
                """, row -> row.getString(1), modelIds, caller.workspace().id()));
    }

    /// Ids of the models of an experiment, of all stages, from behind one.
    List<String> page(long experiment, String after, int limit) {
        return tx.query("""
                SELECT m.model_id FROM logged_models m JOIN experiments e ON e.id = m.experiment_id
                WHERE e.workspace_id = ? AND e.id = ? AND m.model_id > ? ORDER BY m.model_id LIMIT ?
                """, row -> row.getString(1), caller.workspace().id(), experiment, after, limit);
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
        return findLocked(modelId)
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
        Map<Long, List<Metric>> metrics = metrics(ids);
        return models.stream()
                .map(model -> model.with(
                        tags.getOrDefault(model.id(), List.of()),
                        params.getOrDefault(model.id(), List.of()),
                        metrics.getOrDefault(model.id(), List.of())))
                .toList();
    }

    private Map<Long, List<Tag>> tags(String table, long[] ids) {
        Dialect in = tx.dialect();
        String tag = "format('{\"key\":%%s,\"value\":%%s}', %s, %s)".formatted(in.json("t.name"), in.json("t.value"));
        return pieces(in.joined(tag, "t.name"), table + " t ON t.model = m.id", Tag.class, ids);
    }

    private Map<Long, List<Metric>> metrics(long[] ids) {
        Dialect in = tx.dialect();
        String metric = """
                format('{"key":%%s,"value":%%s,"timestamp":%%s,"step":%%s%%s%%s,"model_id":"%%s","run_id":%%s}',
                  %s, CASE WHEN p.is_nan = 1 THEN '"NaN"' ELSE %s END, p.timestamp, p.step,
                  COALESCE(',"dataset_name":' || %s, ''), COALESCE(',"dataset_digest":' || %s, ''), m.model_id, %s)
                """.formatted(
                        in.json("p.name"),
                        in.json("p.value"),
                        in.json("p.dataset_name"),
                        in.json("p.dataset_digest"),
                        in.json("p.run_id"));
        String points = in.joined(metric, "p.name, p.timestamp, p.step, p.run_id");
        return pieces(points, "logged_model_metrics p ON p.model = m.id", Metric.class, ids);
    }

    /// What some models have in a table. That of one model comes in one piece, the JSON of an answer, since a row costs
    /// more than what is in it.
    private <T> Map<Long, List<T>> pieces(String objects, String table, Class<T> type, long[] ids) {
        Map<Long, List<T>> found = HashMap.newHashMap(ids.length);
        tx.queryIn(
                "SELECT m.id, %s FROM logged_models m JOIN %s WHERE m.id IN (:ids) GROUP BY m.id"
                        .formatted(objects, table),
                row -> found.put(row.getLong(1), new JsonRecords<>("[" + row.getString(2) + "]", type)),
                ids);
        return found;
    }

    private static ApiException missing(String modelId) {
        return ApiException.missing("Logged model with ID '%s' not found.".formatted(modelId));
    }
}
