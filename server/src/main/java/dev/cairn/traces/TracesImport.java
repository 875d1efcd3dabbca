package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.otlp.OtlpException;
import dev.cairn.otlp.Span;
import dev.cairn.otlp.SpanReader;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.tracking.Tracking;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Stores traces whole, as another server had them: with their ids, times, assessments and links.
///
/// Each call is one transaction: a trace is there with everything, or not at all, so that an import which was cut off
/// goes on with what is missing.
public final class TracesImport {
    private final Database database;
    private final Tracking tracking;

    TracesImport(Database database, Tracking tracking) {
        this.database = database;
        this.tracking = tracking;
    }

    /// Those of some traces that are here already.
    public Set<String> known(Caller caller, Collection<String> traceIds) {
        return database.read(tx -> new TraceStore(tx, caller.workspace())
                .byTraceIds(traceIds).stream().map(StoredTrace::traceId).collect(Collectors.toSet()));
    }

    /// Adds traces to experiments that are here.
    ///
    /// @param copies with the ids of experiments here
    public void add(Caller caller, List<TraceCopy> copies) {
        List<Draft> drafts = copies.stream().map(Draft::of).toList();
        database.write(tx -> {
            SortedMap<Long, TraceSpans> spans = new TreeMap<>();
            Map<Long, Set<Long>> terms = new HashMap<>();
            TraceStore store = new TraceStore(tx, caller.workspace());
            for (Draft draft : drafts) {
                long trace = add(tx, store, home(tx, caller, draft), draft);
                spans.put(trace, draft.spans);
                terms.put(trace, new HashSet<>(draft.spans.terms()));
            }
            new SpanStore(tx).save(spans);
            new TraceTermStore(tx).add(terms);
            return Empty.EMPTY;
        });
    }

    private Tracking.ExperimentHome home(Transaction tx, Caller caller, Draft draft) {
        String experiment = TraceStarts.experimentId(draft.copy.info().traceLocation());
        return tracking.findHome(tx, caller, experiment)
                .orElseThrow(() -> ApiException.missing("There is no experiment %s here.".formatted(experiment)));
    }

    private static long add(Transaction tx, TraceStore store, Tracking.ExperimentHome home, Draft draft) {
        Long trace = store.insert(List.of(draft.row.in(home.id()))).get(draft.row.traceId());
        if (trace == null) {
            throw ApiException.alreadyExists("A trace with the ID '%s' is here.".formatted(draft.row.traceId()));
        }
        Map<String, String> tags = new HashMap<>(draft.tags);
        tags.put(TraceKeys.ARTIFACT_LOCATION, TraceStarts.artifactLocation(home, draft.row.traceId()));
        TraceStarts.describe(tx, trace, tags, draft.metadata);
        new AssessmentStore(tx).addAll(trace, draft.assessments);
        TraceLinkStore links = new TraceLinkStore(tx);
        draft.copy.runs().forEach(run -> links.addRun(run, List.of(trace)));
        links.addPrompts(trace, draft.copy.prompts());
        return trace;
    }

    /// A trace that was read and checked, before a transaction begins.
    private record Draft(
            TraceCopy copy,
            StoredTrace row,
            Map<String, String> tags,
            Map<String, String> metadata,
            List<StoredAssessment> assessments,
            TraceSpans spans) {

        static Draft of(TraceCopy copy) {
            TraceInfo info = copy.info();
            Map<String, String> tags = new HashMap<>(TraceKeys.tags(info.tags()));
            tags.remove(TraceKeys.ARCHIVE_LOCATION);
            tags.remove(TraceKeys.ARCHIVAL_FAILURE);
            tags.remove(TraceKeys.SPANS_LOCATION);
            if (!copy.spans().isEmpty()) {
                tags.put(TraceKeys.SPANS_LOCATION, TraceKeys.TRACKING_STORE);
            }
            Map<String, String> metadata = TraceKeys.metadata(info.traceMetadata());
            return new Draft(
                    copy,
                    TraceStarts.told(info, tags, metadata).finished(isFinal(info)),
                    tags,
                    metadata,
                    info.assessments().stream().map(AssessmentDraft::whole).toList(),
                    TraceSpansReader.read(
                            copy.traceId(),
                            copy.spans().stream().map(Draft::span).toList()));
        }

        private static boolean isFinal(TraceInfo info) {
            return info.traceMetadata().containsKey(TraceKeys.INFO_FINALIZED) || info.state() != TraceState.IN_PROGRESS;
        }

        private static Span span(String text) {
            try {
                return SpanReader.ofWire(text);
            } catch (OtlpException refusal) {
                throw ApiException.invalid("A span cannot be read: " + Objects.requireNonNull(refusal.detail()));
            }
        }
    }
}
