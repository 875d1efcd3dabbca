package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.otlp.TokenCounts;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.traces.StartTraceV3;
import dev.cairn.protocol.traces.Trace;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.text.Lengths;
import dev.cairn.text.Times;
import dev.cairn.traces.terms.TraceIndex;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.traces.terms.TraceTerms;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a client tells of a trace itself, before or after its spans came in (semantics, section 16). It overrides what
/// spans said of times and state; tags, metadata and assessments are added to those that are there.
final class TraceStarts {
    private static final int MAX_REQUEST_ID = 250;

    /// Ten times what clients make of a request by default, so that what they are set to fits as well.
    private static final int MAX_PREVIEW = 10_000;

    private final Database database;
    private final Tracking tracking;
    private final InstantSource clock;

    TraceStarts(Database database, Tracking tracking, InstantSource clock) {
        this.database = database;
        this.tracking = tracking;
        this.clock = clock;
    }

    StartTraceV3.Response start(Caller caller, StartTraceV3 request) {
        TraceInfo info = request.trace().traceInfo();
        String experimentId = experimentId(info.traceLocation());
        Map<String, String> tags = new HashMap<>(TraceKeys.tags(info.tags()));
        Map<String, String> metadata = new HashMap<>(TraceKeys.metadata(info.traceMetadata()));
        metadata.put(TraceKeys.INFO_FINALIZED, "true");
        StoredTrace told = told(info, tags, metadata);
        List<StoredAssessment> assessments = info.assessments().stream()
                .map(assessment -> AssessmentDraft.of(assessment, clock.millis()))
                .toList();
        return database.write(tx -> {
            Tracking.ExperimentHome home = tracking.activeExperiment(tx, caller, experimentId);
            TraceStore store = new TraceStore(tx, caller);
            StoredTrace trace = save(store, told.in(home.id()));
            tags.put(TraceKeys.ARTIFACT_LOCATION, artifactLocation(home, trace.traceId()));
            describe(tx, trace, tags, metadata);
            tracking.tellOfTraces(tx, home.id());
            if (!assessments.isEmpty()) {
                AssessmentStore ofTrace = new AssessmentStore(tx);
                ofTrace.addAll(trace.id(), assessments);
                ofTrace.checkCount(trace.id());
            }
            return new StartTraceV3.Response(
                    new Trace(store.whole(List.of(trace.shown())).getFirst()));
        });
    }

    static String artifactLocation(Tracking.ExperimentHome home, String traceId) {
        String location = home.artifactLocation();
        return (location.endsWith("/") ? location : location + "/") + "traces/" + traceId + "/artifacts";
    }

    private static StoredTrace save(TraceStore store, StoredTrace told) {
        Long added = store.insert(List.of(told)).get(told.traceId());
        if (added != null) {
            return told.numbered(added);
        }
        StoredTrace known = store.findLocked(told.traceId()).orElseThrow(() -> store.vanished(List.of(told.traceId())));
        StoredTrace merged = known.overriddenBy(told);
        store.update(List.of(merged));
        return merged;
    }

    /// Sets tags and metadata of a trace, and what it can be found by.
    static void describe(Transaction tx, StoredTrace trace, Map<String, String> tags, Map<String, String> metadata) {
        TraceTextStore.Writes texts = new TraceTextStore.Writes();
        texts.tags(trace.id(), tags);
        texts.metadata(trace.id(), metadata);
        new TraceTextStore(tx).write(texts);
        Set<Long> terms = new HashSet<>();
        trace.eachTerm(terms::add);
        tags.forEach((key, value) -> TraceTerms.TAG.each(key, value, terms::add));
        metadata.forEach((key, value) -> TraceTerms.METADATA.each(key, value, terms::add));
        new TraceIndex(tx).note(trace.id(), terms);
    }

    private static @Nullable String preview(@Nullable String told) {
        return told == null ? null : Lengths.truncated(MAX_PREVIEW, told);
    }

    static String experimentId(@Nullable TraceLocation location) {
        Require.present("trace_location", location);
        TraceLocation.MlflowExperiment experiment =
                Objects.requireNonNull(location).mlflowExperiment();
        Require.present("mlflow_experiment", experiment);
        return Objects.requireNonNull(experiment).experimentId();
    }

    static StoredTrace told(TraceInfo info, Map<String, String> tags, Map<String, String> metadata) {
        Require.text("trace_id", info.traceId());
        if (info.clientRequestId() != null) {
            Lengths.check("client_request_id", MAX_REQUEST_ID, info.clientRequestId());
        }
        String duration = info.executionDuration();
        ShownTrace shown = new ShownTrace(
                0,
                TraceKeys.checkedId(Objects.requireNonNull(info.traceId())),
                0,
                info.clientRequestId(),
                info.state() == null ? TraceState.STATE_UNSPECIFIED : info.state(),
                info.requestTime() == null ? 0 : Times.millis("request_time", info.requestTime()),
                duration == null ? null : Times.durationMillis("execution_duration", duration),
                preview(info.requestPreview()),
                preview(info.responsePreview()));
        return new StoredTrace(
                shown,
                true,
                tags.get(TraceKeys.NAME),
                TraceKeys.checkedSession(metadata),
                TokenCounts.of(metadata.get(TraceKeys.TOKEN_USAGE)));
    }
}
