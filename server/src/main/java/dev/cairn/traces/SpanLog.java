package dev.cairn.traces;

import static dev.cairn.access.Resource.TRACE;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import dev.cairn.otlp.Costs;
import dev.cairn.otlp.TokenCounts;
import dev.cairn.otlp.UsageTree;
import dev.cairn.traces.terms.TraceIndex;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.traces.terms.TraceTerms;
import dev.cairn.tracking.Tracking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Stores the spans of some requests, in a number of statements that does not depend on how many they are.
///
/// Everything is locked and written in one order (experiments, traces, spans, tags, metadata, terms, and by key within
/// each), so that transactions never wait for each other crosswise. Whoever changes several traces, or what belongs to
/// them, waits for their rows first, in the order of their ids. Workspaces come one after another.
final class SpanLog {
    private final Tracking tracking;

    SpanLog(Tracking tracking) {
        this.tracking = tracking;
    }

    /// Stores all or, because of one that is refused, nothing.
    void store(Transaction tx, List<SpanEntries> requests) {
        Map<Place, Tracking.ExperimentHome> homes = new HashMap<>();
        requests.stream()
                .map(this::place)
                .distinct()
                .sorted(Comparator.comparingLong(Place::experiment))
                .forEach(place ->
                        homes.put(place, tracking.activeExperiment(tx, place.caller, Long.toString(place.experiment))));
        SortedMap<Long, Tenant> tenants = new TreeMap<>();
        for (SpanEntries request : requests) {
            Workspace workspace = request.caller().workspace();
            tenants.computeIfAbsent(workspace.id(), id -> new Tenant(workspace, new TreeMap<>()))
                    .add(request.caller(), Objects.requireNonNull(homes.get(place(request))), request.traces());
        }
        tenants.values().forEach(tenant -> new Group(tx, Caller.itself(tenant.workspace)).store(tenant.traces));
        homes.values().forEach(home -> tracking.tellOfTraces(tx, home.id()));
    }

    private Place place(SpanEntries request) {
        return new Place(request.caller(), tracking.experimentNumber(request.experimentId()));
    }

    /// Where a request says that its traces begin.
    private record Place(Caller caller, long experiment) {}

    /// What comes for one workspace.
    ///
    /// @param traces by their ids, each with the experiment that it would begin in
    private record Tenant(Workspace workspace, SortedMap<String, Homed> traces) {
        void add(Caller caller, Tracking.ExperimentHome home, List<TraceSpans> some) {
            some.forEach(spans -> traces.merge(spans.traceId(), new Homed(Set.of(caller), home, spans), Homed::with));
        }
    }

    /// @param callers who sent spans of the trace
    private record Homed(Set<Caller> callers, Tracking.ExperimentHome home, TraceSpans spans) {
        Homed with(Homed later) {
            Set<Caller> all = new HashSet<>(callers);
            all.addAll(later.callers);
            return new Homed(all, home, spans.with(later.spans));
        }

        /// To be asked of a trace that is there already, wherever that is.
        void requireAdmitted(StoredTrace trace) {
            if (!callers.stream().allMatch(caller -> Guard.admits(caller, TRACE, trace.experimentId()))) {
                throw TraceStore.missing(trace.traceId());
            }
        }

        UsageTree usage() {
            return new UsageTree(spans.nodes());
        }
    }

    /// The requests of one tenant.
    private static final class Group {
        private final Transaction tx;
        private final TraceStore traces;
        private final TraceTextStore.Writes texts = new TraceTextStore.Writes();
        private final Map<Long, Set<Long>> terms = new HashMap<>();

        Group(Transaction tx, Caller caller) {
            this.tx = tx;
            this.traces = new TraceStore(tx, caller);
        }

        void store(SortedMap<String, Homed> sent) {
            Map<String, UsageTree> usage = HashMap.newHashMap(sent.size());
            sent.forEach((id, trace) -> usage.put(id, trace.usage()));
            List<StoredTrace> fresh = sent.entrySet().stream()
                    .map(trace -> trace.getValue()
                            .spans()
                            .fresh(trace.getValue().home().id(), Objects.requireNonNull(usage.get(trace.getKey()))))
                    .toList();
            Map<String, Long> added = new HashMap<>();
            Map<Long, StoredTrace> known = new TreeMap<>();
            addOrLock(fresh, added, known);
            known.values()
                    .forEach(trace ->
                            Objects.requireNonNull(sent.get(trace.traceId())).requireAdmitted(trace));
            SortedMap<Long, TraceSpans> spans = new TreeMap<>();
            known.forEach((number, trace) -> spans.put(number, spansOf(sent, trace.traceId())));
            SpanStore store = new SpanStore(tx);
            if (!known.isEmpty()) {
                store.forgetUsage(spans);
            }
            added.forEach((id, number) -> spans.put(number, spansOf(sent, id)));
            store.save(spans);
            for (StoredTrace trace : fresh) {
                Long number = added.get(trace.traceId());
                if (number != null) {
                    describe(
                            trace.numbered(number),
                            Objects.requireNonNull(sent.get(trace.traceId())),
                            Objects.requireNonNull(usage.get(trace.traceId())));
                }
            }
            traces.update(merged(known, spans, store));
            new TraceTextStore(tx).write(texts);
            new TraceIndex(tx).note(terms);
        }

        private void addOrLock(List<StoredTrace> fresh, Map<String, Long> added, Map<Long, StoredTrace> known) {
            added.putAll(traces.insert(fresh));
            List<String> others = fresh.stream()
                    .map(StoredTrace::traceId)
                    .filter(id -> !added.containsKey(id))
                    .toList();
            traces.lockedAll(others).forEach(trace -> known.put(trace.id(), trace));
            if (known.size() < others.size()) {
                throw traces.vanished(others);
            }
        }

        private static TraceSpans spansOf(Map<String, Homed> sent, String traceId) {
            return Objects.requireNonNull(sent.get(traceId)).spans();
        }

        private void describe(StoredTrace trace, Homed sent, UsageTree usage) {
            tag(trace.id(), TraceKeys.ARTIFACT_LOCATION, TraceStarts.artifactLocation(sent.home(), trace.traceId()));
            describe(trace, sent.spans(), trace.tokens(), usage.costs());
        }

        private List<StoredTrace> merged(Map<Long, StoredTrace> known, Map<Long, TraceSpans> spans, SpanStore store) {
            long[] counting = known.keySet().stream()
                    .filter(number -> counts(Objects.requireNonNull(spans.get(number))))
                    .mapToLong(Long::longValue)
                    .toArray();
            Map<Long, List<UsageTree.Node>> nodes = counting.length == 0 ? Map.of() : store.nodes(counting);
            List<StoredTrace> merged = new ArrayList<>();
            known.forEach((number, trace) -> {
                TraceSpans some = Objects.requireNonNull(spans.get(number));
                UsageTree usage = new UsageTree(nodes.getOrDefault(number, List.of()));
                StoredTrace now = some.merged(trace, usage);
                merged.add(now);
                boolean counted = trace.isFinal() && !trace.tokens().isEmpty();
                describe(now, some, counted ? TokenCounts.NONE : usage.tokens(), usage.costs());
            });
            return merged;
        }

        private static boolean counts(TraceSpans spans) {
            return spans.hasTokens() || spans.hasCosts();
        }

        /// Notes what is said of a trace in tags, metadata and terms.
        private void describe(StoredTrace trace, TraceSpans spans, TokenCounts tokens, Costs costs) {
            long number = trace.id();
            tag(number, TraceKeys.SPANS_LOCATION, TraceKeys.TRACKING_STORE);
            spans.tags().forEach((key, value) -> tag(number, key, value));
            if (!tokens.isEmpty()) {
                texts.metadata(number, TraceKeys.TOKEN_USAGE, tokens.json());
            }
            if (!costs.isEmpty()) {
                if (trace.isFinal()) {
                    texts.metadataIfNone(number, TraceKeys.COST, costs.json());
                } else {
                    texts.metadata(number, TraceKeys.COST, costs.json());
                }
            }
            if (spans.session() != null) {
                addMetadata(number, TraceKeys.SESSION, spans.session());
            }
            if (spans.user() != null) {
                addMetadata(number, TraceKeys.USER, spans.user());
            }
            Set<Long> all = terms.computeIfAbsent(number, added -> new HashSet<>());
            all.addAll(spans.terms(tx.contents().seals()));
            trace.eachTerm(all::add);
        }

        private void tag(long trace, String key, String value) {
            texts.tag(trace, key, value);
            addTerms(TraceTerms.TAG, trace, key, value);
        }

        private void addMetadata(long trace, String key, String value) {
            texts.metadataIfNone(trace, key, value);
            addTerms(TraceTerms.METADATA, trace, key, value);
        }

        private void addTerms(TraceTerms kind, long trace, String key, String value) {
            Set<Long> some = terms.computeIfAbsent(trace, number -> new HashSet<>());
            kind.each(key, value, some::add);
        }
    }
}
