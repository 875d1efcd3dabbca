package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.traces.CreateAssessment;
import dev.cairn.protocol.traces.DeleteAssessment;
import dev.cairn.protocol.traces.GetAssessment;
import dev.cairn.protocol.traces.UpdateAssessment;
import java.time.InstantSource;

/// Assessments of traces and the rules that guard them (semantics, section 18).
final class Assessments {
    private final Database database;
    private final InstantSource clock;

    Assessments(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds an assessment. One that it overrides no longer counts.
    CreateAssessment.Response create(Caller caller, CreateAssessment request) {
        StoredAssessment draft = AssessmentDraft.of(request.assessment(), clock.millis());
        return database.write(tx -> {
            StoredTrace trace = new TraceStore(tx, caller.workspace()).locked(request.traceId());
            AssessmentStore store = new AssessmentStore(tx);
            String overridden = draft.overrides();
            if (overridden != null && !store.setValid(trace.id(), overridden, false)) {
                throw missing(overridden, request.traceId());
            }
            store.insert(trace.id(), draft);
            store.checkCount(trace.id());
            return new CreateAssessment.Response(draft.on(trace.traceId()));
        });
    }

    GetAssessment.Response get(Caller caller, GetAssessment request) {
        return database.read(tx -> {
            ShownTrace trace = new TraceStore(tx, caller.workspace()).get(request.traceId());
            return new GetAssessment.Response(new AssessmentStore(tx)
                    .find(trace.id(), request.assessmentId())
                    .orElseThrow(() -> missing(request.assessmentId(), request.traceId()))
                    .on(trace.traceId()));
        });
    }

    UpdateAssessment.Response update(Caller caller, UpdateAssessment request) {
        AssessmentChange change = AssessmentChange.of(request.assessment(), request.updateMask());
        return database.write(tx -> {
            StoredTrace trace = new TraceStore(tx, caller.workspace()).locked(request.traceId());
            AssessmentStore store = new AssessmentStore(tx);
            StoredAssessment before = store.find(trace.id(), request.assessmentId())
                    .orElseThrow(() -> missing(request.assessmentId(), request.traceId()));
            StoredAssessment after = change.of(before, clock.millis());
            store.update(trace.id(), after);
            return new UpdateAssessment.Response(after.on(trace.traceId()));
        });
    }

    /// Deletes an assessment, if it is there. One that it overrode counts again.
    Empty delete(Caller caller, DeleteAssessment request) {
        return database.write(tx -> {
            StoredTrace trace = new TraceStore(tx, caller.workspace()).locked(request.traceId());
            AssessmentStore store = new AssessmentStore(tx);
            store.find(trace.id(), request.assessmentId()).ifPresent(assessment -> {
                String overridden = assessment.overrides();
                if (overridden != null) {
                    store.setValid(trace.id(), overridden, true);
                }
                store.delete(trace.id(), assessment.assessmentId());
            });
            return Empty.EMPTY;
        });
    }

    private static ApiException missing(String assessmentId, String traceId) {
        return ApiException.missing(
                "Assessment with ID '%s' not found for trace '%s'".formatted(assessmentId, traceId));
    }
}
