package dev.cairn.importing.mlflow;

import dev.cairn.db.ReadOnlyDatabase;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.LoggedModelData;
import dev.cairn.protocol.tracking.LoggedModelInfo;
import dev.cairn.protocol.tracking.LoggedModelStatus;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.tracking.LoggedModelCopy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads logged models of an MLflow database, which has them since MLflow 3.
final class MlflowModelReader {
    private final ReadOnlyDatabase database;
    private final MlflowSchema schema;

    MlflowModelReader(ReadOnlyDatabase database, MlflowSchema schema) {
        this.database = database;
        this.schema = schema;
    }

    /// Ids of models and the experiments that they belong to, from behind one. One that is ready has files, unless it
    /// is a name for an application.
    List<Head> page(String after, int limit) {
        if (!schema.has("logged_models")) {
            return List.of();
        }
        return database.query(
                """
                SELECT model_id, experiment_id, artifact_location,
                  status = 2 AND lifecycle_stage <> 'deleted' AND NOT EXISTS (SELECT 1 FROM logged_model_tags t
                  WHERE t.model_id = logged_models.model_id AND t.tag_key = 'mlflow.model.isExternal')
                FROM logged_models WHERE model_id > ? ORDER BY model_id LIMIT
                """ + limit,
                row -> new Head(
                        row.getString(1),
                        Long.toString(row.getLong(2)),
                        Objects.requireNonNullElse(row.getString(3), ""),
                        row.getBoolean(4)),
                after);
    }

    Optional<String> artifactLocation(String modelId) {
        return schema.has("logged_models")
                ? database.find(
                        "SELECT artifact_location FROM logged_models WHERE model_id = ?",
                        row -> Objects.requireNonNullElse(row.getString(1), ""),
                        modelId)
                : Optional.empty();
    }

    List<LoggedModelCopy> models(List<String> ids) {
        Map<String, List<Tag>> params = texts("logged_model_params", "param_key", "param_value", ids);
        Map<String, List<Tag>> tags = texts("logged_model_tags", "tag_key", "tag_value", ids);
        Map<String, List<Metric>> metrics = metrics(ids);
        return database.queryIn(
                "SELECT * FROM logged_models WHERE model_id IN (:ids) ORDER BY model_id",
                row -> {
                    String id = row.getString("model_id");
                    LoggedModelInfo info = new LoggedModelInfo(
                            id,
                            Long.toString(row.getLong("experiment_id")),
                            row.getString("name"),
                            row.getLong("creation_timestamp_ms"),
                            row.getLong("last_updated_timestamp_ms"),
                            Objects.requireNonNullElse(row.getString("artifact_location"), ""),
                            LoggedModelStatus.of(row.getInt("status")),
                            row.getString("model_type"),
                            row.getString("source_run_id"),
                            row.getString("status_message"),
                            tags.getOrDefault(id, List.of()));
                    return new LoggedModelCopy(
                            new LoggedModel(
                                    info,
                                    new LoggedModelData(
                                            params.getOrDefault(id, List.of()), metrics.getOrDefault(id, List.of()))),
                            Objects.requireNonNullElse(row.getString("lifecycle_stage"), "active"));
                },
                ids);
    }

    private Map<String, List<Tag>> texts(String table, String key, String value, List<String> ids) {
        Map<String, List<Tag>> texts = new HashMap<>();
        if (schema.has(table)) {
            database.queryIn(
                    "SELECT model_id, %s, %s FROM %s WHERE model_id IN (:ids)".formatted(key, value, table),
                    row -> texts.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new Tag(row.getString(2), row.getString(3))),
                    ids);
        }
        return texts;
    }

    /// A missing value is NaN, which SQLite does not store.
    private Map<String, List<Metric>> metrics(List<String> ids) {
        Map<String, List<Metric>> metrics = new HashMap<>();
        if (schema.has("logged_model_metrics")) {
            database.queryIn(
                    """
                    SELECT model_id, metric_name, metric_timestamp_ms, metric_step, metric_value, run_id, dataset_name,
                      dataset_digest
                    FROM logged_model_metrics WHERE model_id IN (:ids)
                    ORDER BY metric_name, metric_timestamp_ms, metric_step, run_id
                    """,
                    row -> {
                        double stored = row.getDouble(5);
                        double value = row.wasNull() ? Double.NaN : stored;
                        return metrics.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                                .add(new Metric(
                                        row.getString(2),
                                        value,
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getString(7),
                                        row.getString(8),
                                        row.getString(1),
                                        row.getString(6)));
                    },
                    ids);
        }
        return metrics;
    }
}
