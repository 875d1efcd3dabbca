package dev.cairn.traces;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.AssessmentSource;
import dev.cairn.traces.terms.TraceIndex;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The SQL of assessments.
final class AssessmentStore {
    private static final String SELECT = """
            SELECT assessment_id, name, kind, value, error, source_type, source_id, rationale, metadata, span_id,
              overrides, is_valid, creation_time, last_update_time, trace
            FROM assessments WHERE
            """;

    private static final String INSERT = """
            INSERT INTO assessments (assessment_id, trace, name, kind, value, number, error, source_type, source_id,
              rationale, metadata, session, span_id, run_id, overrides, is_valid, creation_time, last_update_time)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (assessment_id) DO
            """;

    /// Of one trace: a search gives traces with all that was said of them.
    private static final int MAX = 5_000;

    private final Transaction tx;
    private final Row<StoredAssessment> row = this::assessment;

    AssessmentStore(Transaction tx) {
        this.tx = tx;
    }

    private StoredAssessment assessment(ResultSet row) throws SQLException {
        String id = row.getString(1);
        return new StoredAssessment(
                id,
                row.getString(2),
                StoredAssessment.Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                Objects.requireNonNull(read(id, "value", row.getString(4))),
                read(id, "error", row.getString(5)),
                new AssessmentSource(AssessmentSource.Type.valueOf(row.getString(6)), row.getString(7)),
                read(id, "rationale", row.getString(8)),
                texts(read(id, "metadata", row.getString(9))),
                row.getString(10),
                row.getString(11),
                row.getInt(12) == 1,
                row.getLong(13),
                row.getLong(14));
    }

    private @Nullable String read(String assessmentId, String column, @Nullable String stored) {
        return tx.contents().read(stored, "assessments", assessmentId, column);
    }

    private @Nullable String stored(StoredAssessment assessment, String column, @Nullable String content) {
        return tx.contents().stored(content, "assessments", assessment.assessmentId(), column);
    }

    private @Nullable String storedValue(StoredAssessment assessment) {
        return assessment.hasContent() ? stored(assessment, "value", assessment.value()) : assessment.value();
    }

    /// Adds the assessments that a trace is started with; one whose id the trace has already is replaced.
    void addAll(long trace, List<StoredAssessment> assessments) {
        for (StoredAssessment assessment : assessments) {
            int stored = tx.update(INSERT + """
                     UPDATE SET name = excluded.name, kind = excluded.kind, value = excluded.value,
                      number = excluded.number, error = excluded.error, source_type = excluded.source_type,
                      source_id = excluded.source_id, rationale = excluded.rationale, metadata = excluded.metadata,
                      session = excluded.session, span_id = excluded.span_id, run_id = excluded.run_id,
                      overrides = excluded.overrides, last_update_time = excluded.last_update_time
                    WHERE assessments.trace = excluded.trace
                    """, values(trace, assessment));
            if (stored == 0) {
                throw taken(assessment.assessmentId());
            }
            addTerms(trace, assessment);
        }
    }

    /// Adds an assessment whose id is not there yet.
    void insert(long trace, StoredAssessment assessment) {
        if (tx.update(INSERT + " NOTHING", values(trace, assessment)) == 0) {
            throw taken(assessment.assessmentId());
        }
        addTerms(trace, assessment);
    }

    /// Refuses what was added to a trace if that was more than one may have.
    void checkCount(long trace) {
        if (tx.number("SELECT count(*) FROM assessments WHERE trace = ?", trace) > MAX) {
            throw ApiException.invalid("A trace may have %,d assessments. Delete old ones first.".formatted(MAX));
        }
    }

    private static ApiException taken(String assessmentId) {
        return ApiException.alreadyExists(
                "An assessment with ID '%s' already exists. Leave the id out to be given one.".formatted(assessmentId));
    }

    /// Replaces what may change of an assessment.
    void update(long trace, StoredAssessment assessment) {
        tx.update(
                """
                UPDATE assessments SET name = ?, value = ?, number = ?, error = ?, rationale = ?, metadata = ?,
                  session = ?, run_id = ?, last_update_time = ?
                WHERE assessment_id = ? AND trace = ?
                """,
                assessment.name(),
                storedValue(assessment),
                assessment.number(),
                stored(assessment, "error", assessment.error()),
                stored(assessment, "rationale", assessment.rationale()),
                stored(assessment, "metadata", json(assessment.metadata())),
                assessment.session(),
                assessment.runId(),
                assessment.lastUpdateTime(),
                assessment.assessmentId(),
                trace);
        addTerms(trace, assessment);
    }

    private void addTerms(long trace, StoredAssessment assessment) {
        Set<Long> terms = new HashSet<>();
        assessment.eachTerm(tx.contents().seals(), terms::add);
        new TraceIndex(tx).note(trace, terms);
    }

    Optional<StoredAssessment> find(long trace, String assessmentId) {
        return tx.find(SELECT + "assessment_id = ? AND trace = ?", row, assessmentId, trace);
    }

    /// The latest that a person said of a trace itself under a name, and that holds.
    Optional<StoredAssessment> findOf(long trace, StoredAssessment.Kind kind, String name, String person) {
        return tx.find(SELECT + """
                trace = ? AND name = ? AND kind = ? AND source_type = 'HUMAN' AND source_id = ? AND span_id IS NULL
                  AND is_valid = 1
                ORDER BY creation_time DESC, id DESC LIMIT 1
                """, row, trace, name, kind.name().toLowerCase(Locale.ROOT), person);
    }

    /// Whether the trace has the assessment that was to be made valid or not.
    boolean setValid(long trace, String assessmentId, boolean valid) {
        return tx.update(
                        "UPDATE assessments SET is_valid = ? WHERE assessment_id = ? AND trace = ?",
                        valid ? 1 : 0,
                        assessmentId,
                        trace)
                > 0;
    }

    void delete(long trace, String assessmentId) {
        tx.update("DELETE FROM assessments WHERE assessment_id = ? AND trace = ?", assessmentId, trace);
    }

    /// Deletes what evaluations of a run made; what it had replaced counts again.
    void deleteOfRun(String runId) {
        TraceStore.lock(tx, "SELECT trace FROM assessments WHERE run_id = ?", runId);
        tx.update("""
                UPDATE assessments SET is_valid = 1
                WHERE (assessment_id, trace) IN (SELECT overrides, trace FROM assessments WHERE run_id = ?)
                """, runId);
        tx.update("DELETE FROM assessments WHERE run_id = ?", runId);
    }

    /// The assessments of traces, oldest first, by the numbers of the traces.
    ///
    /// @param traces the ids of the traces by their numbers
    Map<Long, List<Assessment>> of(Map<Long, String> traces) {
        Map<Long, List<Assessment>> all = new HashMap<>();
        tx.queryIn(
                SELECT + "trace IN (:ids) ORDER BY trace, creation_time, id",
                found -> {
                    long trace = found.getLong(15);
                    return all.computeIfAbsent(trace, number -> new ArrayList<>())
                            .add(row.read(found).on(Objects.requireNonNull(traces.get(trace))));
                },
                traces.keySet().stream().mapToLong(Long::longValue).toArray());
        return all;
    }

    private @Nullable Object[] values(long trace, StoredAssessment assessment) {
        return new Object[] {
            assessment.assessmentId(),
            trace,
            assessment.name(),
            assessment.kind().name().toLowerCase(Locale.ROOT),
            storedValue(assessment),
            assessment.number(),
            stored(assessment, "error", assessment.error()),
            String.valueOf(assessment.source().sourceType()),
            assessment.source().sourceId(),
            stored(assessment, "rationale", assessment.rationale()),
            stored(assessment, "metadata", json(assessment.metadata())),
            assessment.session(),
            assessment.spanId(),
            assessment.runId(),
            assessment.overrides(),
            assessment.isValid() ? 1 : 0,
            assessment.creationTime(),
            assessment.lastUpdateTime()
        };
    }

    private static @Nullable String json(Map<String, String> texts) {
        return texts.isEmpty() ? null : new String(Json.write(texts), StandardCharsets.UTF_8);
    }

    private static Map<String, String> texts(@Nullable String json) {
        Map<String, String> texts = new HashMap<>();
        if (json != null) {
            for (Map.Entry<String, JsonNode> text :
                    Json.readTree(json.getBytes(StandardCharsets.UTF_8)).properties()) {
                texts.put(text.getKey(), text.getValue().asString());
            }
        }
        return texts;
    }
}
