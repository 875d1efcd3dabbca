package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;

/// `DELETE traces/{trace_id}/assessments/{assessment_id}`.
public record DeleteAssessment(String traceId, String assessmentId) {
    public DeleteAssessment {
        Require.text("trace_id", traceId);
        Require.text("assessment_id", assessmentId);
    }
}
