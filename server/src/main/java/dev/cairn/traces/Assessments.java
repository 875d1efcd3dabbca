package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.AssessmentSource;
import dev.cairn.protocol.traces.CreateAssessment;
import dev.cairn.protocol.traces.DeleteAssessment;
import dev.cairn.protocol.traces.Expectation;
import dev.cairn.protocol.traces.Feedback;
import dev.cairn.protocol.traces.GetAssessment;
import dev.cairn.protocol.traces.UpdateAssessment;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Assessments of traces and the rules that guard them (semantics, section 18).
final class Assessments {
    private final Database database;
    private final Tracking tracking;
    private final InstantSource clock;

    Assessments(Database database, Tracking tracking, InstantSource clock) {
        this.database = database;
        this.tracking = tracking;
        this.clock = clock;
    }

    /// Adds an assessment. One that it overrides no longer counts.
    CreateAssessment.Response create(Caller caller, CreateAssessment request) {
        StoredAssessment draft = AssessmentDraft.of(request.assessment(), clock.millis());
        return database.write(tx -> {
            StoredTrace trace = new TraceStore(tx, caller).locked(request.traceId());
            AssessmentStore store = new AssessmentStore(tx);
            String overridden = draft.overrides();
            if (overridden != null && !store.setValid(trace.id(), overridden, false)) {
                throw missing(overridden, request.traceId());
            }
            store.insert(trace.id(), draft);
            store.checkCount(trace.id());
            tracking.tellOfTraces(tx, trace.experimentId());
            return new CreateAssessment.Response(draft.on(trace.traceId()));
        });
    }

    GetAssessment.Response get(Caller caller, GetAssessment request) {
        return database.read(tx -> {
            ShownTrace trace = new TraceStore(tx, caller).get(request.traceId());
            return new GetAssessment.Response(new AssessmentStore(tx)
                    .find(trace.id(), request.assessmentId())
                    .orElseThrow(() -> missing(request.assessmentId(), request.traceId()))
                    .on(trace.traceId()));
        });
    }

    UpdateAssessment.Response update(Caller caller, UpdateAssessment request) {
        AssessmentChange change = AssessmentChange.of(request.assessment(), request.updateMask());
        return database.write(tx -> {
            StoredTrace trace = new TraceStore(tx, caller).locked(request.traceId());
            AssessmentStore store = new AssessmentStore(tx);
            StoredAssessment before = store.find(trace.id(), request.assessmentId())
                    .orElseThrow(() -> missing(request.assessmentId(), request.traceId()));
            StoredAssessment after = change.of(before, clock.millis());
            store.update(trace.id(), after);
            tracking.tellOfTraces(tx, trace.experimentId());
            return new UpdateAssessment.Response(after.on(trace.traceId()));
        });
    }

    /// Deletes an assessment, if it is there. One that it overrode counts again.
    Empty delete(Caller caller, DeleteAssessment request) {
        return database.write(tx -> {
            StoredTrace trace = new TraceStore(tx, caller).locked(request.traceId());
            AssessmentStore store = new AssessmentStore(tx);
            store.find(trace.id(), request.assessmentId())
                    .ifPresent(assessment -> delete(store, trace.id(), assessment));
            tracking.tellOfTraces(tx, trace.experimentId());
            return Empty.EMPTY;
        });
    }

    /// Stores what a person says of a trace under some names. What they said before under one of them is changed, or
    /// deleted where they no longer say anything.
    void say(Transaction tx, Caller caller, String traceId, String person, List<Traces.Said> said) {
        StoredTrace trace = new TraceStore(tx, caller).locked(traceId);
        AssessmentStore store = new AssessmentStore(tx);
        long now = clock.millis();
        for (Traces.Said one : said) {
            Optional<StoredAssessment> before = store.findOf(trace.id(), kind(one), one.name(), person);
            if (one.value() == null) {
                before.ifPresent(assessment -> delete(store, trace.id(), assessment));
            } else if (before.isEmpty()) {
                store.insert(trace.id(), AssessmentDraft.of(told(one, person), now));
            } else {
                StoredAssessment after =
                        AssessmentChange.of(told(one, person), mask(one)).of(before.get(), now);
                store.update(trace.id(), after);
            }
        }
        store.checkCount(trace.id());
        tracking.tellOfTraces(tx, trace.experimentId());
    }

    private static StoredAssessment.Kind kind(Traces.Said said) {
        return said.isExpectation() ? StoredAssessment.Kind.EXPECTATION : StoredAssessment.Kind.FEEDBACK;
    }

    private static String mask(Traces.Said said) {
        return (said.isExpectation() ? "expectation" : "feedback") + ",rationale";
    }

    private static Assessment told(Traces.Said said, String person) {
        return new Assessment(
                null,
                said.name(),
                null,
                null,
                new AssessmentSource(AssessmentSource.Type.HUMAN, person),
                null,
                null,
                said.isExpectation() ? null : new Feedback(said.value(), null),
                said.isExpectation() ? new Expectation(said.value(), null) : null,
                null,
                said.rationale(),
                null,
                Map.of(),
                null,
                null);
    }

    private static void delete(AssessmentStore store, long trace, StoredAssessment assessment) {
        String overridden = assessment.overrides();
        if (overridden != null) {
            store.setValid(trace, overridden, true);
        }
        store.delete(trace, assessment.assessmentId());
    }

    private static ApiException missing(String assessmentId, String traceId) {
        return ApiException.missing(
                "Assessment with ID '%s' not found for trace '%s'".formatted(assessmentId, traceId));
    }
}
