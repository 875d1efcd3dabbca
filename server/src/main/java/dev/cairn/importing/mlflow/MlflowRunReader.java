package dev.cairn.importing.mlflow;

import dev.cairn.db.ReadOnlyDatabase;
import dev.cairn.db.Row;
import dev.cairn.protocol.tracking.Dataset;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.ModelInput;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunData;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.RunInputs;
import dev.cairn.protocol.tracking.RunOutputs;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.series.Points;
import dev.cairn.tracking.RunCopy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Reads runs of an MLflow database with all that was logged to them.
final class MlflowRunReader {
    private static final String NAME_TAG = "mlflow.runName";

    private final ReadOnlyDatabase database;
    private final MlflowSchema schema;

    MlflowRunReader(ReadOnlyDatabase database, MlflowSchema schema) {
        this.database = database;
        this.schema = schema;
    }

    /// Ids of runs and the experiments that they belong to, from behind one.
    List<Head> page(String after, int limit) {
        return database.query(
                """
                SELECT run_uuid, experiment_id, artifact_uri, EXISTS (SELECT 1 FROM tags t
                  WHERE t.run_uuid = runs.run_uuid AND t.key IN ('mlflow.log-model.history', 'mlflow.loggedArtifacts'))
                FROM runs WHERE run_uuid > ? ORDER BY run_uuid LIMIT
                """ + limit,
                row -> new Head(
                        row.getString(1),
                        Long.toString(row.getLong(2)),
                        Objects.requireNonNullElse(row.getString(3), ""),
                        row.getBoolean(4)),
                after);
    }

    Optional<String> artifactUri(String runId) {
        return database.find(
                "SELECT artifact_uri FROM runs WHERE run_uuid = ?",
                row -> Objects.requireNonNullElse(row.getString(1), ""),
                runId);
    }

    /// How many points runs have, by their ids.
    Map<String, Long> points(List<String> ids) {
        Map<String, Long> points = new HashMap<>();
        database.queryIn(
                "SELECT run_uuid, COUNT(*) FROM metrics WHERE run_uuid IN (:ids) GROUP BY run_uuid",
                row -> points.put(row.getString(1), row.getLong(2)),
                ids);
        return points;
    }

    List<RunCopy> runs(List<String> ids) {
        Map<String, List<Tag>> params = texts("params", ids);
        Map<String, List<Tag>> tags = texts("tags", ids);
        Map<String, List<DatasetInput>> datasets = datasets(ids);
        Map<String, List<ModelInput>> inputs = new HashMap<>();
        Map<String, List<ModelOutput>> outputs = new HashMap<>();
        models(ids, inputs, outputs);
        return database.queryIn(
                """
                SELECT run_uuid, name, user_id, status, start_time, end_time, lifecycle_stage, artifact_uri,
                  experiment_id, %s
                FROM runs WHERE run_uuid IN (:ids) ORDER BY run_uuid
                """.formatted(schema.orNull("runs", "deleted_time")),
                row -> {
                    String id = row.getString("run_uuid");
                    List<Tag> own = tags.getOrDefault(id, List.of());
                    return new RunCopy(
                            new Run(
                                    info(row, own),
                                    new RunData(List.of(), params.getOrDefault(id, List.of()), own),
                                    new RunInputs(
                                            datasets.getOrDefault(id, List.of()), inputs.getOrDefault(id, List.of())),
                                    new RunOutputs(outputs.getOrDefault(id, List.of()))),
                            series(id),
                            Row.longOrNull(row, "deleted_time"));
                },
                ids);
    }

    private static RunInfo info(ResultSet row, List<Tag> tags) throws SQLException {
        String id = row.getString("run_uuid");
        String name = Objects.requireNonNullElse(row.getString("name"), "");
        String tagged = tags.stream()
                .filter(tag -> tag.key().equals(NAME_TAG))
                .map(Tag::value)
                .findFirst()
                .orElse("");
        String status = row.getString("status");
        return new RunInfo(
                id,
                id,
                name.isEmpty() ? tagged : name,
                Long.toString(row.getLong("experiment_id")),
                Objects.requireNonNullElse(row.getString("user_id"), ""),
                status == null ? RunStatus.RUNNING : Readings.constant(RunStatus.class, "status", status),
                Row.longOrNull(row, "start_time"),
                Row.longOrNull(row, "end_time"),
                Objects.requireNonNullElse(row.getString("artifact_uri"), ""),
                Objects.requireNonNullElse(row.getString("lifecycle_stage"), "active"),
                null,
                null);
    }

    /// The points of a run by their metrics. NaN is stored as 0 with a flag, an infinity as the greatest number.
    private Map<String, Points> series(String id) {
        Map<String, Points> series = new TreeMap<>();
        database.each(
                "SELECT key, value, timestamp, step, is_nan FROM metrics WHERE run_uuid = ?",
                row -> {
                    Points points = series.computeIfAbsent(row.getString(1), key -> new Points());
                    double value = row.getDouble(2);
                    points.add(row.getLong(4), row.getLong(3), row.getBoolean(5) ? Double.NaN : value);
                },
                id);
        return series;
    }

    private Map<String, List<Tag>> texts(String table, List<String> ids) {
        Map<String, List<Tag>> texts = new HashMap<>();
        database.queryIn(
                "SELECT run_uuid, key, value FROM " + table + " WHERE run_uuid IN (:ids)",
                row -> texts.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                        .add(new Tag(row.getString(2), row.getString(3))),
                ids);
        return texts;
    }

    private Map<String, List<DatasetInput>> datasets(List<String> ids) {
        Map<String, List<DatasetInput>> datasets = new HashMap<>();
        if (!schema.has("inputs") || !schema.has("datasets")) {
            return datasets;
        }
        Map<String, List<Tag>> tags = new HashMap<>();
        database.queryIn(
                """
                SELECT t.input_uuid, t.name, t.value FROM input_tags t JOIN inputs i ON i.input_uuid = t.input_uuid
                WHERE i.destination_type = 'RUN' AND i.source_type = 'DATASET' AND i.destination_id IN (:ids)
                ORDER BY t.name
                """,
                row -> tags.computeIfAbsent(row.getString(1), input -> new ArrayList<>())
                        .add(new Tag(row.getString(2), row.getString(3))),
                ids);
        database.queryIn(
                """
                SELECT i.destination_id, i.input_uuid, d.name, d.digest, d.dataset_source_type, d.dataset_source,
                  d.dataset_schema, d.dataset_profile
                FROM inputs i JOIN datasets d ON d.dataset_uuid = i.source_id
                WHERE i.destination_type = 'RUN' AND i.source_type = 'DATASET' AND i.destination_id IN (:ids)
                ORDER BY d.name, d.digest
                """,
                row -> datasets.computeIfAbsent(row.getString(1), run -> new ArrayList<>())
                        .add(new DatasetInput(
                                tags.getOrDefault(row.getString(2), List.of()),
                                new Dataset(
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6),
                                        row.getString(7),
                                        row.getString(8)))),
                ids);
        return datasets;
    }

    private void models(
            List<String> ids, Map<String, List<ModelInput>> inputs, Map<String, List<ModelOutput>> outputs) {
        if (!schema.has("inputs")) {
            return;
        }
        database.queryIn(
                """
                SELECT source_id, destination_type, destination_id, %s FROM inputs
                WHERE source_type IN ('RUN_INPUT', 'RUN_OUTPUT') AND destination_type IN ('MODEL_INPUT', 'MODEL_OUTPUT')
                  AND source_id IN (:ids)
                ORDER BY destination_id
                """.formatted(schema.orNull("inputs", "step")),
                row -> {
                    String model = row.getString(3);
                    return row.getString(2).equals("MODEL_INPUT")
                            ? inputs.computeIfAbsent(row.getString(1), run -> new ArrayList<>())
                                    .add(new ModelInput(model))
                            : outputs.computeIfAbsent(row.getString(1), run -> new ArrayList<>())
                                    .add(new ModelOutput(model, row.getLong(4)));
                },
                ids);
    }
}
