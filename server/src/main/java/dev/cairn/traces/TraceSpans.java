package dev.cairn.traces;

import dev.cairn.otlp.UsageTree;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.traces.terms.TraceTerms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The spans of one trace that came in together, and what they say of the trace. Times are milliseconds since 1970.
///
/// @param state what the root says, if it is among them
/// @param end   the end of the span that ended last, if any has
/// @param attributes what the trace can be found by of the attributes of its spans
record TraceSpans(
        String traceId,
        Map<Long, SpanRow> spans,
        long start,
        @Nullable Long end,
        @Nullable TraceState state,
        @Nullable String requestPreview,
        @Nullable String responsePreview,
        @Nullable String session,
        @Nullable String user,
        Map<String, String> tags,
        Set<Long> attributes) {

    /// These and later ones of the same trace.
    TraceSpans with(TraceSpans later) {
        Map<Long, SpanRow> allSpans = new LinkedHashMap<>(spans);
        allSpans.putAll(later.spans);
        Map<String, String> allTags = new LinkedHashMap<>(tags);
        allTags.putAll(later.tags);
        Set<Long> allAttributes = new HashSet<>(attributes);
        allAttributes.addAll(later.attributes);
        return new TraceSpans(
                traceId,
                allSpans,
                Math.min(start, later.start),
                latest(end, later.end),
                state == null ? later.state : state,
                requestPreview == null ? later.requestPreview : requestPreview,
                responsePreview == null ? later.responsePreview : responsePreview,
                session == null ? later.session : session,
                user == null ? later.user : user,
                allTags,
                allAttributes);
    }

    /// What the trace can be found by.
    ///
    /// @param sealed whether what spans hold is encrypted, and not searched
    Set<Long> terms(boolean sealed) {
        Set<Long> terms = sealed ? new HashSet<>() : new HashSet<>(attributes);
        for (SpanRow row : rows()) {
            TraceTerms.SPAN_NAME.of(row.name()).ifPresent(terms::add);
            TraceTerms.SPAN_TYPE.of(row.type()).ifPresent(terms::add);
            TraceTerms.SPAN_STATUS.of(row.status()).ifPresent(terms::add);
        }
        return terms;
    }

    Collection<SpanRow> rows() {
        return spans.values();
    }

    boolean hasRoot() {
        return state != null;
    }

    boolean hasTokens() {
        return rows().stream().anyMatch(span -> !span.usage().tokens().isEmpty());
    }

    boolean hasCosts() {
        return rows().stream().anyMatch(span -> !span.usage().costs().isEmpty());
    }

    List<UsageTree.Node> nodes() {
        List<UsageTree.Node> nodes = new ArrayList<>(spans.size());
        rows().forEach(span -> nodes.add(span.node()));
        return nodes;
    }

    /// The row of a trace of which nothing else is known yet.
    StoredTrace fresh(long experiment, UsageTree usage) {
        ShownTrace shown = new ShownTrace(
                0,
                traceId,
                experiment,
                null,
                state == null ? TraceState.IN_PROGRESS : state,
                start,
                end == null ? null : Long.valueOf(end - start),
                requestPreview,
                responsePreview);
        return new StoredTrace(shown, false, tags.get(TraceKeys.NAME), session, usage.tokens());
    }

    /// The row of a trace of which these spans came later. Once a client has told of the trace, they decide neither its
    /// times nor what it used in all.
    StoredTrace merged(StoredTrace known, UsageTree usage) {
        boolean counted = known.isFinal() && !known.tokens().isEmpty();
        return new StoredTrace(
                merged(known.shown(), known.isFinal()),
                known.isFinal(),
                tags.getOrDefault(TraceKeys.NAME, known.name()),
                known.session() == null ? session : known.session(),
                counted || !hasTokens() ? known.tokens() : usage.tokens());
    }

    private ShownTrace merged(ShownTrace known, boolean isFinal) {
        boolean open = known.state() == TraceState.IN_PROGRESS || known.state() == TraceState.STATE_UNSPECIFIED;
        long begin = isFinal ? known.requestTime() : Math.min(known.requestTime(), start);
        Long knownEnd = known.executionDuration() == null ? null : known.requestTime() + known.executionDuration();
        Long last = latest(knownEnd, end);
        return new ShownTrace(
                known.id(),
                traceId,
                known.experimentId(),
                known.clientRequestId(),
                open && state != null ? state : known.state(),
                begin,
                isFinal || last == null ? known.executionDuration() : Long.valueOf(last - begin),
                known.requestPreview() == null ? requestPreview : known.requestPreview(),
                known.responsePreview() == null ? responsePreview : known.responsePreview());
    }

    private static @Nullable Long latest(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }
}
