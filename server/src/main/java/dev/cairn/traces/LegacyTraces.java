package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.otlp.TokenCounts;
import dev.cairn.protocol.traces.EndTrace;
import dev.cairn.protocol.traces.GetTraceInfo;
import dev.cairn.protocol.traces.StartTrace;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceInfoV2;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.text.NewIds;
import dev.cairn.text.Times;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.tracking.Tracking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Traces as clients before MLflow 3 start, end and see them: their spans are files.
final class LegacyTraces {
    private final Database database;
    private final Tracking tracking;

    LegacyTraces(Database database, Tracking tracking) {
        this.database = database;
        this.tracking = tracking;
    }

    StartTrace.Response start(Caller caller, StartTrace request) {
        String traceId = NewIds.of("");
        Map<String, String> metadata = TraceKeys.metadata(texts(request.requestMetadata()));
        Map<String, String> tags = new LinkedHashMap<>(TraceKeys.tags(texts(request.tags())));
        return database.write(tx -> {
            Tracking.ExperimentHome home =
                    tracking.activeExperiment(tx, caller, request.experimentId() == null ? "" : request.experimentId());
            StoredTrace told = told(
                    new ShownTrace(
                            0,
                            traceId,
                            home.id(),
                            null,
                            TraceState.IN_PROGRESS,
                            Times.checkedMillis("timestamp_ms", request.timestampMs()),
                            null,
                            null,
                            null),
                    false,
                    tags,
                    metadata);
            TraceStore store = new TraceStore(tx, caller);
            long number = Objects.requireNonNull(store.insert(List.of(told)).get(traceId));
            tags.put(TraceKeys.ARTIFACT_LOCATION, TraceStarts.artifactLocation(home, traceId));
            TraceStarts.describe(tx, told.numbered(number), tags, metadata);
            tracking.tellOfTraces(tx, home.id());
            return new StartTrace.Response(
                    shown(tx, caller, told.numbered(number).shown()));
        });
    }

    EndTrace.Response end(Caller caller, EndTrace request) {
        Map<String, String> metadata = TraceKeys.metadata(texts(request.requestMetadata()));
        Map<String, String> tags = TraceKeys.tags(texts(request.tags()));
        return database.write(tx -> {
            TraceStore store = new TraceStore(tx, caller);
            StoredTrace trace = store.locked(request.requestId());
            ShownTrace known = trace.shown();
            ShownTrace now = new ShownTrace(
                    known.id(),
                    known.traceId(),
                    known.experimentId(),
                    known.clientRequestId(),
                    request.status() == null ? TraceState.STATE_UNSPECIFIED : request.status(),
                    known.requestTime(),
                    Times.checkedMillis("timestamp_ms", request.timestampMs()) - known.requestTime(),
                    null,
                    null);
            StoredTrace ended = trace.overriddenBy(told(now, trace.isFinal(), tags, metadata));
            store.update(List.of(ended));
            TraceStarts.describe(tx, ended, tags, metadata);
            tracking.tellOfTraces(tx, ended.experimentId());
            return new EndTrace.Response(shown(tx, caller, ended.shown()));
        });
    }

    private static StoredTrace told(
            ShownTrace shown, boolean isFinal, Map<String, String> tags, Map<String, String> metadata) {
        return new StoredTrace(
                shown,
                isFinal,
                tags.get(TraceKeys.NAME),
                TraceKeys.checkedSession(metadata),
                TokenCounts.of(metadata.get(TraceKeys.TOKEN_USAGE)));
    }

    GetTraceInfo.Response info(Caller caller, GetTraceInfo request) {
        return database.read(tx ->
                new GetTraceInfo.Response(shown(tx, caller, new TraceStore(tx, caller).get(request.requestId()))));
    }

    private static TraceInfoV2 shown(Transaction tx, Caller caller, ShownTrace trace) {
        return shown(trace, new TraceStore(tx, caller).whole(List.of(trace)).getFirst());
    }

    /// A trace as version 2.0 shows it.
    static TraceInfoV2 shown(ShownTrace trace, TraceInfo info) {
        return new TraceInfoV2(
                trace.traceId(),
                Long.toString(trace.experimentId()),
                trace.requestTime(),
                trace.executionDuration(),
                trace.state(),
                pairs(info.traceMetadata()),
                pairs(info.tags()));
    }

    private static List<Tag> pairs(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> new Tag(text.getKey(), text.getValue()))
                .toList();
    }

    private static Map<String, String> texts(List<Tag> pairs) {
        Map<String, String> texts = new LinkedHashMap<>();
        pairs.forEach(pair -> texts.put(pair.key(), pair.value()));
        return texts;
    }
}
