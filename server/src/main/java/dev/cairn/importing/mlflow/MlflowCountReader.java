package dev.cairn.importing.mlflow;

import dev.cairn.db.ReadOnlyDatabase;
import dev.cairn.importing.transfer.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Counts the rows of an MLflow database, so that what a reader does not see is missed.
final class MlflowCountReader {
    private final ReadOnlyDatabase database;
    private final MlflowSchema schema;
    private final String workspace;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    MlflowCountReader(ReadOnlyDatabase database, MlflowSchema schema, String workspace) {
        this.database = database;
        this.schema = schema;
        this.workspace = workspace;
    }

    Map<Kind, Long> counts() {
        counts.clear();
        String ofExperiments =
                "experiment_id IN (SELECT experiment_id FROM experiments WHERE %s)".formatted(ours("experiments"));
        String ofRuns = "run_uuid IN (SELECT run_uuid FROM runs WHERE %s)".formatted(ofExperiments);
        count(Kind.EXPERIMENTS, "experiments", ours("experiments"));
        count(Kind.TAGS, "experiment_tags", ofExperiments);
        count(Kind.RUNS, "runs", ofExperiments);
        count(Kind.PARAMS, "params", ofRuns);
        count(Kind.TAGS, "tags", ofRuns);
        count(Kind.POINTS, "metrics", ofRuns);
        count(
                Kind.INPUTS,
                "inputs",
                "source_type = 'DATASET' AND destination_type = 'RUN' AND "
                        + ofRuns.replaceFirst("run_uuid", "destination_id"));
        count(
                Kind.INPUTS,
                "inputs",
                "destination_type IN ('MODEL_INPUT', 'MODEL_OUTPUT') AND "
                        + ofRuns.replaceFirst("run_uuid", "source_id"));
        count(Kind.MODELS, "logged_models", ofExperiments);
        count(Kind.PARAMS, "logged_model_params", ofExperiments);
        count(Kind.TAGS, "logged_model_tags", ofExperiments);
        count(Kind.POINTS, "logged_model_metrics", ofExperiments);
        registry();
        traces(ofExperiments);
        return counts;
    }

    private void registry() {
        count(Kind.REGISTERED_MODELS, "registered_models", ours("registered_models"));
        count(Kind.TAGS, "registered_model_tags", ours("registered_model_tags"));
        count(
                Kind.VERSIONS,
                "model_versions",
                ours("model_versions") + " AND COALESCE(current_stage, '') <> '" + MlflowRegistryReader.DELETED + "'");
    }

    private void traces(String ofExperiments) {
        String ofTraces = "trace_id IN (SELECT request_id FROM trace_info WHERE %s)".formatted(ofExperiments);
        count(Kind.TRACES, "trace_info", ofExperiments);
        count(Kind.SPANS, "spans", ofTraces);
        count(Kind.ASSESSMENTS, "assessments", ofTraces);
        String ours = ours("evaluation_datasets");
        count(Kind.DATASETS, "evaluation_datasets", ours);
        count(
                Kind.RECORDS,
                "evaluation_dataset_records",
                "dataset_id IN (SELECT dataset_id FROM evaluation_datasets WHERE %s)".formatted(ours));
        count(
                Kind.SCORERS,
                "scorer_versions",
                "scorer_id IN (SELECT scorer_id FROM scorers WHERE %s)".formatted(ofExperiments));
        count(Kind.ISSUES, "issues", ofExperiments);
        count(Kind.SCHEMAS, "label_schemas", ofExperiments);
        count(Kind.QUEUES, "review_queues", ofExperiments);
    }

    /// The condition that a row is of the workspace that is read.
    private String ours(String table) {
        return schema.has(table, "workspace") ? "workspace = ?" : "'default' = ?";
    }

    /// Adds how many rows of a table, if there is one, meet a condition on the workspace.
    private void count(Kind kind, String table, String condition) {
        if (schema.has(table)) {
            Object[] binds = Collections.nCopies(
                            (int) condition.chars().filter(it -> it == '?').count(), workspace)
                    .toArray();
            database.each(
                    "SELECT COUNT(*) FROM %s WHERE %s".formatted(table, condition),
                    row -> counts.merge(kind, row.getLong(1), Long::sum),
                    binds);
        }
    }
}
