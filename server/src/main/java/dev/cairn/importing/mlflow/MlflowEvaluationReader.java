package dev.cairn.importing.mlflow;

import dev.cairn.db.ReadOnlyDatabase;
import dev.cairn.evaluation.DatasetCopy;
import dev.cairn.evaluation.ScorerCopy;
import dev.cairn.evaluation.StoredRecord;
import dev.cairn.importing.transfer.EvaluationObject;
import dev.cairn.protocol.evaluation.EvaluationDataset;
import dev.cairn.protocol.evaluation.Issue;
import dev.cairn.protocol.evaluation.OnlineScoringConfig;
import dev.cairn.protocol.evaluation.Scorer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads evaluation data sets, scorers and issues of an MLflow database. Which version has which of them differs.
final class MlflowEvaluationReader {
    /// MLflow keeps outputs under this key, so that they may be any value.
    private static final String WRAPPED = "mlflow_wrapped";

    private final ReadOnlyDatabase database;
    private final MlflowSchema schema;
    private final String workspace;
    private final Readings readings;

    MlflowEvaluationReader(ReadOnlyDatabase database, MlflowSchema schema, String workspace, Readings readings) {
        this.database = database;
        this.schema = schema;
        this.workspace = workspace;
        this.readings = readings;
    }

    void each(Consumer<EvaluationObject> objects) {
        datasets(objects);
        scorers(objects);
        issues(objects);
    }

    private void datasets(Consumer<EvaluationObject> objects) {
        if (!schema.has("evaluation_datasets")) {
            return;
        }
        List<EvaluationDataset> datasets = database.query(
                "SELECT * FROM evaluation_datasets WHERE %s = ? ORDER BY dataset_id"
                        .formatted(schema.has("evaluation_datasets", "workspace") ? "workspace" : "'default'"),
                row -> dataset(row, "{}", List.of()),
                workspace);
        for (EvaluationDataset dataset : datasets) {
            readings.one("Evaluation data set " + dataset.datasetId(), () -> whole(dataset))
                    .ifPresent(objects);
        }
    }

    private EvaluationObject whole(EvaluationDataset dataset) {
        String id = dataset.datasetId();
        return new EvaluationObject.Dataset(new DatasetCopy(
                new EvaluationDataset(
                        id,
                        dataset.name(),
                        tags(id),
                        dataset.schema(),
                        dataset.profile(),
                        dataset.digest(),
                        dataset.createdTime(),
                        dataset.lastUpdateTime(),
                        dataset.createdBy(),
                        dataset.lastUpdatedBy(),
                        experiments(id)),
                records(id)));
    }

    private static EvaluationDataset dataset(ResultSet row, String tags, List<String> experiments) throws SQLException {
        return new EvaluationDataset(
                row.getString("dataset_id"),
                row.getString("name"),
                tags,
                row.getString("schema"),
                row.getString("profile"),
                Objects.requireNonNullElse(row.getString("digest"), ""),
                row.getLong("created_time"),
                row.getLong("last_update_time"),
                row.getString("created_by"),
                row.getString("last_updated_by"),
                experiments);
    }

    private String tags(String dataset) {
        ObjectNode tags = PythonJson.newObject();
        database.each(
                "SELECT key, value FROM evaluation_dataset_tags WHERE dataset_id = ? ORDER BY key",
                row -> tags.put(row.getString(1), Objects.requireNonNullElse(row.getString(2), "")),
                dataset);
        return tags.toString();
    }

    private List<String> experiments(String dataset) {
        return database.query("""
                SELECT destination_id FROM entity_associations
                WHERE source_type = 'evaluation_dataset' AND destination_type = 'experiment' AND source_id = ?
                ORDER BY destination_id
                """, row -> row.getString(1), dataset);
    }

    private List<StoredRecord> records(String dataset) {
        return database.query(
                "SELECT * FROM evaluation_dataset_records WHERE dataset_id = ? ORDER BY created_time, dataset_record_id",
                row -> new StoredRecord(
                                row.getString("dataset_record_id"),
                                "",
                                row.getString("inputs"),
                                outputs(row.getString("outputs")),
                                noneIfNull(row.getString("expectations")),
                                Objects.requireNonNullElse(noneIfNull(row.getString("tags")), "{}"),
                                noneIfNull(row.getString("source")),
                                row.getLong("created_time"),
                                row.getLong("last_update_time"),
                                row.getString("created_by"),
                                row.getString("last_updated_by"))
                        .checked(),
                dataset);
    }

    private static @Nullable String outputs(@Nullable String stored) {
        String text = noneIfNull(stored);
        if (text == null) {
            return null;
        }
        JsonNode node = PythonJson.read(text);
        return noneIfNull((node.has(WRAPPED) ? node.path(WRAPPED) : node).toString());
    }

    /// A column of JSON may hold its `null`.
    private static @Nullable String noneIfNull(@Nullable String json) {
        return json == null || json.equals("null") ? null : json;
    }

    private void scorers(Consumer<EvaluationObject> objects) {
        if (!schema.has("scorers") || !schema.has("scorer_versions")) {
            return;
        }
        Map<String, List<Scorer>> scorers = new LinkedHashMap<>();
        database.each(
                """
                SELECT s.scorer_id, s.experiment_id, s.scorer_name, v.scorer_version, v.serialized_scorer, v.creation_time
                FROM scorers s JOIN scorer_versions v ON v.scorer_id = s.scorer_id
                ORDER BY s.scorer_id, v.scorer_version
                """,
                row -> scorers.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                        .add(new Scorer(
                                row.getLong(2),
                                row.getString(3),
                                row.getInt(4),
                                row.getString(5),
                                row.getLong(6),
                                row.getString(1))));
        scorers.forEach((id, versions) -> readings.<EvaluationObject>one(
                        "Scorer " + id, () -> new EvaluationObject.Scorer(new ScorerCopy(versions, config(id))))
                .ifPresent(objects));
    }

    private @Nullable OnlineScoringConfig config(String scorer) {
        return schema.has("online_scoring_configs")
                ? database.find(
                                "SELECT * FROM online_scoring_configs WHERE scorer_id = ?",
                                row -> new OnlineScoringConfig(
                                        row.getString("online_scoring_config_id"),
                                        scorer,
                                        row.getDouble("sample_rate"),
                                        Long.toString(row.getLong("experiment_id")),
                                        row.getString("filter_string")),
                                scorer)
                        .orElse(null)
                : null;
    }

    private void issues(Consumer<EvaluationObject> objects) {
        if (!schema.has("issues")) {
            return;
        }
        List<Optional<Issue>> issues = database.query(
                "SELECT * FROM issues ORDER BY issue_id",
                row -> readings.row("Issue " + row.getString("issue_id"), () -> issue(row)));
        issues.forEach(it -> it.map(EvaluationObject.Issue::new).ifPresent(objects));
    }

    private static Issue issue(ResultSet row) throws SQLException {
        return new Issue(
                row.getString("issue_id"),
                Long.toString(row.getLong("experiment_id")),
                row.getString("name"),
                row.getString("description"),
                row.getString("status"),
                row.getString("severity"),
                list(row.getString("root_causes")),
                row.getString("source_run_id"),
                row.getLong("created_timestamp"),
                row.getLong("last_updated_timestamp"),
                row.getString("created_by"),
                list(row.getString("categories")),
                null);
    }

    private static List<String> list(@Nullable String json) {
        return json == null
                ? List.of()
                : PythonJson.read(json).valueStream().map(JsonNode::asString).toList();
    }
}
