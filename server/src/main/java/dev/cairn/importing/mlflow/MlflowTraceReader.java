package dev.cairn.importing.mlflow;

import dev.cairn.db.ReadOnlyDatabase;
import dev.cairn.http.ApiException;
import dev.cairn.importing.transfer.ReadablePlaces;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.SpanFiles;
import dev.cairn.otlp.OtlpException;
import dev.cairn.otlp.SpanJson;
import dev.cairn.otlp.SpanReader;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.LinkPromptsToTrace.PromptVersionRef;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.text.Times;
import dev.cairn.traces.TraceCopy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads traces of an MLflow database, which has them since MLflow 2.14. Their spans are in the database since
/// MLflow 3.5, and in files before, or where an archive took them.
final class MlflowTraceReader {
    private static final String TABLE = "trace_info";
    private static final String NAME = "mlflow.traceName";
    private static final String SESSION = "mlflow.trace.session";
    private static final String TOKENS = "mlflow.trace.tokenUsage";
    private static final String COST = "mlflow.trace.cost";
    private static final List<String> TOKEN_COLUMNS = List.of(
            "input_tokens",
            "output_tokens",
            "total_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "cache_creation_input_tokens_above_1hr");
    private static final List<String> COST_COLUMNS = List.of("input_cost", "output_cost", "total_cost");

    /// Columns that only some versions have.
    private static final List<String> YOUNG = Stream.of(
                    List.of("client_request_id", "request_preview", "response_preview", "trace_name", "session_id"),
                    TOKEN_COLUMNS,
                    COST_COLUMNS)
            .flatMap(List::stream)
            .toList();

    private final ReadOnlyDatabase database;
    private final MlflowSchema schema;
    private final MlflowAssessmentReader assessments;
    private final SpanFiles files;
    private final Report report;

    MlflowTraceReader(ReadOnlyDatabase database, MlflowSchema schema, ReadablePlaces folders, Report report) {
        this.database = database;
        this.schema = schema;
        this.report = report;
        assessments = new MlflowAssessmentReader(database, schema);
        files = new SpanFiles(folders);
    }

    /// Ids of traces and the experiments that they belong to, from behind one.
    List<Head> page(String after, int limit) {
        if (!schema.has(TABLE)) {
            return List.of();
        }
        return database.query(
                """
                SELECT i.request_id, i.experiment_id, t.value FROM trace_info i
                LEFT JOIN trace_tags t ON t.request_id = i.request_id AND t.key = 'mlflow.artifactLocation'
                WHERE i.request_id > ? ORDER BY i.request_id LIMIT
                """ + limit,
                row -> new Head(
                        row.getString(1),
                        Long.toString(row.getLong(2)),
                        Objects.requireNonNullElse(row.getString(3), ""),
                        false),
                after);
    }

    /// How many characters the spans of traces have, by their ids.
    Map<String, Long> sizes(List<String> ids) {
        Map<String, Long> sizes = new HashMap<>();
        if (schema.has("spans")) {
            database.queryIn(
                    "SELECT trace_id, SUM(LENGTH(content)) FROM spans WHERE trace_id IN (:ids) GROUP BY trace_id",
                    row -> sizes.put(row.getString(1), row.getLong(2)),
                    ids);
        }
        return sizes;
    }

    List<TraceCopy> traces(List<String> ids) {
        Map<String, Map<String, String>> tags = texts("trace_tags", ids);
        Map<String, Map<String, String>> metadata = texts("trace_request_metadata", ids);
        Map<String, List<Assessment>> assessed = assessments.of(ids);
        Map<String, List<String>> runs = links("run", ids);
        Map<String, List<String>> prompts = links("prompt_version", ids);
        Map<String, List<String>> spans = spans(ids);
        List<Optional<TraceCopy>> found = database.queryIn(
                "SELECT request_id, experiment_id, timestamp_ms, execution_time_ms, status, %s FROM trace_info WHERE request_id IN (:ids) ORDER BY request_id"
                        .formatted(String.join(
                                ", ",
                                YOUNG.stream()
                                        .map(column -> schema.orNull(TABLE, column))
                                        .toList())),
                row -> {
                    String id = row.getString("request_id");
                    TraceInfo info = info(
                            row,
                            metadata.getOrDefault(id, Map.of()),
                            tags.getOrDefault(id, Map.of()),
                            assessed.getOrDefault(id, List.of()));
                    return copy(
                            info,
                            runs.getOrDefault(id, List.of()),
                            prompts.getOrDefault(id, List.of()),
                            spans.getOrDefault(id, List.of()));
                },
                ids);
        return found.stream().flatMap(Optional::stream).toList();
    }

    private Optional<TraceCopy> copy(TraceInfo info, List<String> runs, List<String> prompts, List<String> stored) {
        try {
            List<String> spans =
                    stored.isEmpty() ? files.of(String.valueOf(info.traceId()), info.tags(), report) : stored;
            return Optional.of(TraceCopy.of(
                    info, runs, prompts.stream().map(MlflowTraceReader::prompt).toList(), spans));
        } catch (ApiException unreadable) {
            report.problem("Trace %s cannot be read: %s".formatted(info.traceId(), unreadable.getMessage()));
            return Optional.empty();
        }
    }

    private static TraceInfo info(
            ResultSet row, Map<String, String> stored, Map<String, String> storedTags, List<Assessment> assessments)
            throws SQLException {
        Map<String, String> tags = new LinkedHashMap<>(storedTags);
        put(tags, NAME, row.getString("trace_name"));
        Map<String, String> metadata = new LinkedHashMap<>(stored);
        put(metadata, SESSION, row.getString("session_id"));
        put(metadata, TOKENS, numbers(row, TOKEN_COLUMNS));
        put(metadata, COST, numbers(row, COST_COLUMNS));
        long duration = row.getLong("execution_time_ms");
        boolean isUnfinished = row.wasNull();
        return new TraceInfo(
                row.getString("request_id"),
                row.getString("client_request_id"),
                TraceLocation.of(Long.toString(row.getLong("experiment_id"))),
                row.getString("request_preview"),
                row.getString("response_preview"),
                Times.text(row.getLong("timestamp_ms")),
                isUnfinished ? null : Times.durationText(duration),
                state(row.getString("status")),
                metadata,
                assessments,
                tags);
    }

    private static void put(Map<String, String> texts, String key, @Nullable String value) {
        if (value != null) {
            texts.put(key, value);
        }
    }

    /// The JSON object of those of some columns that have a value; null if none has.
    private static @Nullable String numbers(ResultSet row, List<String> columns) throws SQLException {
        List<String> fields = new ArrayList<>();
        for (String column : columns) {
            String number = row.getString(column);
            if (number != null) {
                fields.add("\"%s\": %s".formatted(column, number));
            }
        }
        return fields.isEmpty() ? null : "{" + String.join(", ", fields) + "}";
    }

    private static TraceState state(@Nullable String status) {
        return Arrays.stream(TraceState.values())
                .filter(state -> state.name().equals(status))
                .findFirst()
                .orElse(TraceState.STATE_UNSPECIFIED);
    }

    /// `NAME/VERSION`, as associations have it.
    private static PromptVersionRef prompt(String id) {
        int slash = id.lastIndexOf('/');
        return new PromptVersionRef(slash < 0 ? id : id.substring(0, slash), slash < 0 ? "1" : id.substring(slash + 1));
    }

    private Map<String, Map<String, String>> texts(String table, List<String> ids) {
        Map<String, Map<String, String>> texts = new HashMap<>();
        if (schema.has(table)) {
            database.queryIn(
                    "SELECT request_id, key, value FROM " + table + " WHERE request_id IN (:ids)",
                    row -> texts.computeIfAbsent(row.getString(1), id -> new LinkedHashMap<>())
                            .put(row.getString(2), Objects.requireNonNullElse(row.getString(3), "")),
                    ids);
        }
        return texts;
    }

    /// What traces are linked to, by the ids of the traces.
    private Map<String, List<String>> links(String kind, List<String> ids) {
        Map<String, List<String>> links = new HashMap<>();
        if (schema.has("entity_associations")) {
            database.queryIn(
                    """
                    SELECT source_id, destination_id FROM entity_associations
                    WHERE source_type = 'trace' AND destination_type = ? AND source_id IN (:ids)
                    ORDER BY destination_id
                    """,
                    row -> links.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(row.getString(2)),
                    ids,
                    kind);
        }
        return links;
    }

    private Map<String, List<String>> spans(List<String> ids) {
        Map<String, List<String>> spans = new HashMap<>();
        if (schema.has("spans")) {
            database.queryIn(
                    "SELECT trace_id, span_id, content FROM spans WHERE trace_id IN (:ids)",
                    row -> {
                        List<String> own = spans.computeIfAbsent(row.getString(1), id -> new ArrayList<>());
                        try {
                            own.add(SpanJson.text(SpanReader.ofFile(row.getString(3))));
                        } catch (OtlpException unreadable) {
                            report.problem("Span %s of trace %s cannot be read: %s"
                                    .formatted(row.getString(2), row.getString(1), unreadable.detail()));
                        }
                        return own;
                    },
                    ids);
        }
        return spans;
    }
}
