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
import dev.cairn.traces.terms.TraceIndex;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.traces.terms.TraceTerms;
import dev.cairn.tracking.Tracking;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
        return database.read(tx -> new TraceStore(tx, caller)
                .byTraceIds(traceIds).stream().map(ShownTrace::traceId).collect(Collectors.toSet()));
    }

    /// Adds traces to experiments that are here.
    ///
    /// @param copies with the ids of experiments here
    public void add(Caller caller, List<TraceCopy> copies) {
        List<Draft> drafts = copies.stream()
                .map(Draft::of)
                .sorted(Comparator.comparing(draft -> draft.row.traceId()))
                .toList();
        database.write(tx -> {
            Map<String, Tracking.ExperimentHome> homes = new HashMap<>();
            drafts.forEach(draft -> homes.computeIfAbsent(draft.copy.experimentId(), id -> home(tx, caller, id)));
            List<StoredTrace> rows = drafts.stream()
                    .map(draft -> draft.row.in(draft.in(homes).id()))
                    .toList();
            Map<String, Long> added = new TraceStore(tx, caller).insert(rows);
            SortedMap<Long, TraceSpans> spans = new TreeMap<>();
            Map<Long, Set<Long>> terms = new HashMap<>();
            TraceTextStore.Writes texts = new TraceTextStore.Writes();
            for (Draft draft : drafts) {
                String id = draft.row.traceId();
                Long trace = added.get(id);
                if (trace == null) {
                    throw ApiException.alreadyExists("A trace with the ID '%s' is here.".formatted(id));
                }
                texts.tag(trace, TraceKeys.ARTIFACT_LOCATION, TraceStarts.artifactLocation(draft.in(homes), id));
                texts.tags(trace, draft.tags);
                texts.metadata(trace, draft.metadata);
                spans.put(trace, draft.spans);
                terms.put(trace, draft.terms(homes, tx.contents().seals()));
                addWhatFewHave(tx, trace, draft);
            }
            new TraceTextStore(tx).write(texts);
            new SpanStore(tx).save(spans);
            new TraceIndex(tx).note(terms);
            return Empty.EMPTY;
        });
    }

    private Tracking.ExperimentHome home(Transaction tx, Caller caller, String experiment) {
        return tracking.findHome(tx, caller, experiment)
                .orElseThrow(() -> ApiException.missing("There is no experiment %s here.".formatted(experiment)));
    }

    private static void addWhatFewHave(Transaction tx, long trace, Draft draft) {
        new AssessmentStore(tx).addAll(trace, draft.assessments);
        TraceLinkStore links = new TraceLinkStore(tx);
        draft.copy.runs().forEach(run -> links.addRun(run, List.of(trace)));
        links.addPrompts(trace, draft.copy.prompts());
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
            tags.remove(TraceKeys.ARTIFACT_LOCATION);
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

        Tracking.ExperimentHome in(Map<String, Tracking.ExperimentHome> homes) {
            return Objects.requireNonNull(homes.get(copy.experimentId()));
        }

        /// What the trace can be found by, its assessments apart.
        Set<Long> terms(Map<String, Tracking.ExperimentHome> homes, boolean sealed) {
            Set<Long> terms = spans.terms(sealed);
            row.in(in(homes).id()).eachTerm(terms::add);
            tags.forEach((key, value) -> TraceTerms.TAG.each(key, value, terms::add));
            metadata.forEach((key, value) -> TraceTerms.METADATA.each(key, value, terms::add));
            return terms;
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
