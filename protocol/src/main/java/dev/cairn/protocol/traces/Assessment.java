package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What someone or something found of a trace: one of feedback, expectation and issue.
///
/// @param createTime     as RFC 3339 has it
/// @param lastUpdateTime as RFC 3339 has it
/// @param overrides      the id of the assessment that this one replaces
public record Assessment(
        @Nullable String assessmentId,
        @Nullable String assessmentName,
        @Nullable String traceId,
        @Nullable String spanId,
        @Nullable AssessmentSource source,
        @Nullable String createTime,
        @Nullable String lastUpdateTime,
        @Nullable Feedback feedback,
        @Nullable Expectation expectation,
        @Nullable IssueReference issue,
        @Nullable String rationale,
        @Nullable AssessmentError error,
        Map<String, String> metadata,
        @Nullable String overrides,
        @Nullable Boolean valid) {
    public Assessment {
        metadata = Require.mapOrEmpty(metadata);
    }
}
