package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;

/// `POST traces/{trace_id}/assessments`.
public record CreateAssessment(String traceId, Assessment assessment) {
    public CreateAssessment {
        Require.text("trace_id", traceId);
        Require.present("assessment", assessment);
    }

    public record Response(Assessment assessment) {}
}
