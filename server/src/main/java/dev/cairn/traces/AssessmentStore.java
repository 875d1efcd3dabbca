package dev.cairn.traces;

import dev.cairn.db.Transaction;
import dev.cairn.protocol.traces.Assessment;
import java.util.List;
import java.util.Map;

/// The SQL of assessments.
final class AssessmentStore {
    AssessmentStore(Transaction tx) {}

    /// Adds the assessments that a trace is started with; one whose id is there already is replaced.
    void addAll(long trace, List<Assessment> assessments) {
        if (!assessments.isEmpty()) {
            throw new UnsupportedOperationException("Assessments are not stored yet");
        }
    }

    /// The assessments of traces, by the numbers of the traces.
    Map<Long, List<Assessment>> of(long[] traces) {
        return Map.of();
    }
}
