package dev.cairn.traces;

import dev.cairn.http.Json;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.AssessmentError;
import dev.cairn.protocol.traces.AssessmentSource;
import dev.cairn.protocol.traces.Expectation;
import dev.cairn.protocol.traces.Feedback;
import dev.cairn.protocol.traces.IssueReference;
import dev.cairn.text.Lengths;
import dev.cairn.text.Times;
import dev.cairn.traces.terms.Ratings;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.traces.terms.TraceTerms;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A row of `assessments`, the trace's number apart. Times are milliseconds since 1970.
///
/// @param name  of an issue its id
/// @param value JSON
/// @param error JSON
record StoredAssessment(
        String assessmentId,
        String name,
        Kind kind,
        String value,
        @Nullable String error,
        AssessmentSource source,
        @Nullable String rationale,
        Map<String, String> metadata,
        @Nullable String spanId,
        @Nullable String overrides,
        boolean isValid,
        long creationTime,
        long lastUpdateTime) {
    static final String SOURCE_RUN = "mlflow.assessment.sourceRunId";

    private static final int MAX_INDEXED = 250;
    private static final String JSON_FORMAT = "JSON_FORMAT";

    /// What an assessment says, as the column `kind` and filters call it.
    enum Kind {
        FEEDBACK(TraceTerms.FEEDBACK),
        EXPECTATION(TraceTerms.EXPECTATION),
        ISSUE(TraceTerms.ISSUE);

        private final TraceTerms terms;

        Kind(TraceTerms terms) {
            this.terms = terms;
        }
    }

    /// The session that it is about, if it is about more than its trace.
    @Nullable
    String session() {
        return indexed(metadata.get(TraceKeys.SESSION));
    }

    /// The run whose evaluation made it.
    @Nullable
    String runId() {
        return indexed(metadata.get(SOURCE_RUN));
    }

    /// Longer than the id of any session or run, and short enough for an index.
    private static @Nullable String indexed(@Nullable String id) {
        return id == null ? null : Lengths.truncated(MAX_INDEXED, id);
    }

    /// What the value counts as in comparisons and sums: of feedback and expectations a number itself, yes and true 1,
    /// no and false 0, anything else nothing.
    @Nullable
    Double number() {
        JsonNode node = node();
        if (node.isNumber()) {
            return Double.isFinite(node.doubleValue()) ? (Double) node.doubleValue() : null;
        }
        return switch (node.isBoolean() || node.isString()
                ? node.asString().strip().toLowerCase(java.util.Locale.ROOT)
                : "") {
            case "true" -> node.isBoolean() ? (Double) 1.0 : null;
            case "false" -> node.isBoolean() ? (Double) 0.0 : null;
            case "yes" -> (Double) 1.0;
            case "no" -> (Double) 0.0;
            default -> null;
        };
    }

    /// Whether the value may be encrypted: that of an issue is its id, and ratings are counted.
    boolean hasContent() {
        return kind != Kind.ISSUE && !Ratings.isOne(value);
    }

    /// What its trace is found by.
    ///
    /// @param sealed whether contents are encrypted, and not searched
    void eachTerm(boolean sealed, LongConsumer terms) {
        if (sealed && hasContent()) {
            kind.terms.of(name).ifPresent(terms);
            return;
        }
        JsonNode node = node();
        kind.terms.each(name, node.isString() ? node.stringValue() : value, terms);
    }

    StoredAssessment valid(boolean counts) {
        return new StoredAssessment(
                assessmentId,
                name,
                kind,
                value,
                error,
                source,
                rationale,
                metadata,
                spanId,
                overrides,
                counts,
                creationTime,
                lastUpdateTime);
    }

    private JsonNode node() {
        return Json.readTree(value.getBytes(StandardCharsets.UTF_8));
    }

    Assessment on(String traceId) {
        return new Assessment(
                assessmentId,
                name,
                traceId,
                spanId,
                source,
                Times.text(creationTime),
                Times.text(lastUpdateTime),
                kind == Kind.FEEDBACK ? new Feedback(node(), storedError()) : null,
                kind == Kind.EXPECTATION ? expectation() : null,
                kind == Kind.ISSUE ? Json.read(value.getBytes(StandardCharsets.UTF_8), IssueReference.class) : null,
                rationale,
                null,
                metadata,
                overrides,
                isValid);
    }

    private @Nullable AssessmentError storedError() {
        return error == null ? null : Json.read(error.getBytes(StandardCharsets.UTF_8), AssessmentError.class);
    }

    /// Lists and objects travel as JSON in a text, as the reference sends them.
    private Expectation expectation() {
        JsonNode node = node();
        return node.isContainer()
                ? new Expectation(null, new Expectation.SerializedValue(JSON_FORMAT, value))
                : new Expectation(node, null);
    }
}
