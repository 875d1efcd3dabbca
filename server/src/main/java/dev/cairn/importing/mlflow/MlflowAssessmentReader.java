package dev.cairn.importing.mlflow;

import dev.cairn.db.ReadOnlyDatabase;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.AssessmentError;
import dev.cairn.protocol.traces.AssessmentSource;
import dev.cairn.protocol.traces.Expectation;
import dev.cairn.protocol.traces.Feedback;
import dev.cairn.protocol.traces.IssueReference;
import dev.cairn.text.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads assessments of traces of an MLflow database, which has them since MLflow 3.0.
final class MlflowAssessmentReader {
    private final ReadOnlyDatabase database;
    private final MlflowSchema schema;

    MlflowAssessmentReader(ReadOnlyDatabase database, MlflowSchema schema) {
        this.database = database;
        this.schema = schema;
    }

    /// The assessments of traces, by the ids of the traces.
    Map<String, List<Assessment>> of(List<String> traceIds) {
        Map<String, List<Assessment>> found = new HashMap<>();
        if (schema.has("assessments")) {
            database.queryIn(
                    "SELECT * FROM assessments WHERE trace_id IN (:ids) ORDER BY created_timestamp, assessment_id",
                    row -> found.computeIfAbsent(row.getString("trace_id"), id -> new ArrayList<>())
                            .add(assessment(row)),
                    traceIds);
        }
        return found;
    }

    private static Assessment assessment(ResultSet row) throws SQLException {
        String kind = row.getString("assessment_type");
        JsonNode value = PythonJson.read(row.getString("value"));
        return new Assessment(
                row.getString("assessment_id"),
                row.getString("name"),
                row.getString("trace_id"),
                row.getString("span_id"),
                new AssessmentSource(type(row.getString("source_type")), row.getString("source_id")),
                Times.text(row.getLong("created_timestamp")),
                Times.text(row.getLong("last_updated_timestamp")),
                kind.equals("feedback") ? new Feedback(value, error(row.getString("error"))) : null,
                kind.equals("expectation") ? new Expectation(value, null) : null,
                kind.equals("issue")
                        ? new IssueReference(value.path("issue_name").asString(null))
                        : null,
                row.getString("rationale"),
                null,
                metadata(row.getString("assessment_metadata")),
                row.getString("overrides"),
                row.getBoolean("valid"));
    }

    private static AssessmentSource.Type type(@Nullable String name) {
        return switch (name) {
            case "HUMAN" -> AssessmentSource.Type.HUMAN;
            case "LLM_JUDGE", "AI_JUDGE" -> AssessmentSource.Type.LLM_JUDGE;
            case "CODE" -> AssessmentSource.Type.CODE;
            case null, default -> AssessmentSource.Type.SOURCE_TYPE_UNSPECIFIED;
        };
    }

    private static @Nullable AssessmentError error(@Nullable String json) {
        if (json == null) {
            return null;
        }
        JsonNode error = PythonJson.read(json);
        return new AssessmentError(
                error.path("error_code").asString(null),
                error.path("error_message").asString(null),
                error.path("stack_trace").asString(null));
    }

    private static Map<String, String> metadata(@Nullable String json) {
        Map<String, String> texts = new TreeMap<>();
        if (json != null) {
            PythonJson.read(json)
                    .properties()
                    .forEach(it -> texts.put(
                            it.getKey(),
                            it.getValue().isString()
                                    ? it.getValue().stringValue()
                                    : it.getValue().toString()));
        }
        return texts;
    }
}
