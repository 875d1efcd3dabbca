package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;

/// `PATCH traces/{trace_id}/assessments/{assessment_id}`.
///
/// @param updateMask the names of the fields to take over, such as `feedback,rationale`
public record UpdateAssessment(String traceId, String assessmentId, Assessment assessment, String updateMask) {
    public UpdateAssessment {
        Require.text("trace_id", traceId);
        Require.text("assessment_id", assessmentId);
        Require.present("assessment", assessment);
        Require.text("update_mask", updateMask);
    }

    public record Response(Assessment assessment) {}
}
