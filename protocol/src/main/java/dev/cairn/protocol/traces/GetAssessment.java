package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;

/// `GET traces/{trace_id}/assessments/{assessment_id}`.
public record GetAssessment(String traceId, String assessmentId) {
    public GetAssessment {
        Require.text("trace_id", traceId);
        Require.text("assessment_id", assessmentId);
    }

    public record Response(Assessment assessment) {}
}
