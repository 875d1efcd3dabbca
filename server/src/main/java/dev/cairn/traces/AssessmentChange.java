package dev.cairn.traces;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.traces.Assessment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The fields of an assessment that a client changes.
record AssessmentChange(Assessment told, Set<String> fields) {

    /// @param mask names of fields with commas between them, in either spelling of JSON; unknown ones mean nothing
    static AssessmentChange of(Assessment told, String mask) {
        Set<String> fields = Arrays.stream(mask.split(","))
                .map(String::strip)
                .map(field -> field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (fields.contains("expectation") && fields.contains("feedback")) {
            throw ApiException.invalid("Cannot specify both `expectation` and `feedback` parameters.");
        }
        if (fields.contains("expectation")) {
            Require.present("assessment.expectation", told.expectation());
        }
        if (fields.contains("feedback")) {
            Require.present("assessment.feedback", told.feedback());
        }
        return new AssessmentChange(told, fields);
    }

    /// The assessment with these changes.
    StoredAssessment of(StoredAssessment before, long now) {
        if (fields.contains("expectation") && before.kind() != StoredAssessment.Kind.EXPECTATION) {
            throw ApiException.invalid("Cannot update expectation value on a Feedback assessment.");
        }
        if (fields.contains("feedback") && before.kind() != StoredAssessment.Kind.FEEDBACK) {
            throw ApiException.invalid("Cannot update feedback value on an Expectation assessment.");
        }
        return new StoredAssessment(
                before.assessmentId(),
                fields.contains("assessment_name") ? AssessmentDraft.name(told.assessmentName()) : before.name(),
                before.kind(),
                value(before),
                fields.contains("feedback") ? AssessmentDraft.error(told) : before.error(),
                before.source(),
                fields.contains("rationale") ? AssessmentDraft.rationale(told.rationale()) : before.rationale(),
                metadata(before),
                before.spanId(),
                before.overrides(),
                before.isValid(),
                before.creationTime(),
                now);
    }

    private String value(StoredAssessment before) {
        if (fields.contains("feedback")) {
            return AssessmentDraft.feedback(Objects.requireNonNull(told.feedback()));
        }
        return fields.contains("expectation")
                ? AssessmentDraft.expectation(Objects.requireNonNull(told.expectation()))
                : before.value();
    }

    /// What is told is added to what is there.
    private Map<String, String> metadata(StoredAssessment before) {
        if (!fields.contains("metadata")) {
            return before.metadata();
        }
        Map<String, String> merged = new HashMap<>(before.metadata());
        merged.putAll(told.metadata());
        return AssessmentDraft.metadata(merged);
    }
}
