package dev.cairn.traces;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.AssessmentError;
import dev.cairn.protocol.traces.AssessmentSource;
import dev.cairn.protocol.traces.Expectation;
import dev.cairn.protocol.traces.Feedback;
import dev.cairn.text.Lengths;
import dev.cairn.text.NewIds;
import dev.cairn.text.Times;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what a client says of an assessment, checked.
final class AssessmentDraft {
    private static final int NAME = 250;
    private static final int STACK_TRACE = 1_000;

    /// Characters of a value as JSON, of a rationale, and of all metadata.
    private static final int MAX_TEXT = 1_000_000;

    private static final Pattern ID = Pattern.compile("[\\w.:-]{1,100}");

    private AssessmentDraft() {}

    /// The assessment as it is to be stored: with an id, times and a source where the client gave none.
    static StoredAssessment of(Assessment told, long now) {
        StoredAssessment.Kind kind = kind(told);
        return new StoredAssessment(
                id(told.assessmentId()),
                name(told.assessmentName()),
                kind,
                switch (kind) {
                    case FEEDBACK -> feedback(Objects.requireNonNull(told.feedback()));
                    case EXPECTATION -> expectation(Objects.requireNonNull(told.expectation()));
                    case ISSUE -> json(Objects.requireNonNull(told.issue()));
                },
                error(told),
                source(told.source()),
                rationale(told.rationale()),
                metadata(told.metadata()),
                textOrNull(told.spanId()),
                textOrNull(told.overrides()),
                true,
                told.createTime() == null ? now : Times.millis("assessment.create_time", told.createTime()),
                told.lastUpdateTime() == null
                        ? now
                        : Times.millis("assessment.last_update_time", told.lastUpdateTime()));
    }

    /// An assessment as another server had it, which says itself whether it still counts.
    static StoredAssessment whole(Assessment copy) {
        return of(copy, 0).valid(!Boolean.FALSE.equals(copy.valid()));
    }

    private static StoredAssessment.Kind kind(Assessment told) {
        if (Stream.of(told.feedback(), told.expectation(), told.issue())
                        .filter(Objects::nonNull)
                        .count()
                != 1) {
            throw ApiException.invalid("Exactly one of `expectation`, `feedback`, or `issue` should be specified.");
        }
        if (told.feedback() == null && told.error() != null) {
            throw ApiException.invalid("Cannot set `error` when `feedback` is not specified.");
        }
        return told.feedback() != null
                ? StoredAssessment.Kind.FEEDBACK
                : told.expectation() != null ? StoredAssessment.Kind.EXPECTATION : StoredAssessment.Kind.ISSUE;
    }

    private static String id(@Nullable String told) {
        if (told == null || told.isEmpty()) {
            return NewIds.of("a-");
        }
        if (!ID.matcher(told).matches()) {
            throw ApiException.invalidValue(
                    "assessment.assessment_id",
                    told,
                    "It may have up to 100 letters, digits, '_', '-', '.' and ':'. Leave it out to be given one.");
        }
        return told;
    }

    static String name(@Nullable String told) {
        Require.text("assessment.assessment_name", told);
        String name = Objects.requireNonNull(told);
        Lengths.check("assessment_name", NAME, name);
        return name;
    }

    static String feedback(Feedback told) {
        return told.value() == null ? "null" : value(told.value());
    }

    static String expectation(Expectation told) {
        Expectation.SerializedValue serialized = told.serializedValue();
        if (serialized == null) {
            return told.value() == null ? "null" : value(told.value());
        }
        if (!"JSON_FORMAT".equals(serialized.serializationFormat())) {
            throw ApiException.invalid("Unknown serialization format: %s. Only JSON_FORMAT is supported."
                    .formatted(serialized.serializationFormat()));
        }
        String value = Objects.requireNonNullElse(serialized.value(), "");
        return value(Json.readTree(value.getBytes(StandardCharsets.UTF_8)));
    }

    /// The error of feedback, which old clients send beside it. The end of a long stack trace is what helps.
    static @Nullable String error(Assessment told) {
        AssessmentError error = told.feedback() == null || told.feedback().error() == null
                ? told.error()
                : told.feedback().error();
        if (error == null) {
            return null;
        }
        String trace = error.stackTrace();
        return json(
                trace == null || trace.length() <= STACK_TRACE
                        ? error
                        : new AssessmentError(
                                error.errorCode(),
                                error.errorMessage(),
                                "[Stack trace is truncated]\n..." + trace.substring(trace.length() - STACK_TRACE)));
    }

    static @Nullable String rationale(@Nullable String told) {
        if (told != null) {
            Lengths.check("rationale", MAX_TEXT, told);
        }
        return textOrNull(told);
    }

    /// Searches give traces with all that was said of them, hundreds at a time.
    static Map<String, String> metadata(Map<String, String> told) {
        long length = 0;
        for (Map.Entry<String, String> one : told.entrySet()) {
            length += one.getKey().length() + one.getValue().length();
        }
        if (length > MAX_TEXT) {
            throw ApiException.invalid("The metadata of an assessment may have %,d characters in all, not %,d."
                    .formatted(MAX_TEXT, length));
        }
        return told;
    }

    private static String value(Object value) {
        String json = json(value);
        Lengths.check("value", MAX_TEXT, json);
        return json;
    }

    private static AssessmentSource source(@Nullable AssessmentSource told) {
        if (told == null || told.sourceType() == null) {
            return new AssessmentSource(AssessmentSource.Type.CODE, told == null ? null : told.sourceId());
        }
        return told;
    }

    private static @Nullable String textOrNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
