package dev.cairn.traces;

import dev.cairn.http.ApiException;
import dev.cairn.otlp.AnyValue;
import dev.cairn.otlp.Meaning;
import dev.cairn.otlp.Preview;
import dev.cairn.otlp.ResourceSpans;
import dev.cairn.otlp.Span;
import dev.cairn.otlp.SpanJson;
import dev.cairn.otlp.Values;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.text.Lengths;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.traces.terms.TraceTerms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts the spans of a request together by their traces, and finds what they say of these (semantics, section 17).
final class TraceSpansReader {
    private static final String TAG_PREFIX = "mlflow.traceTag.";
    private static final String SERVICE = "service.name";
    private static final int MAX_SESSION = 250;
    private static final long NANOS = 1_000_000;

    /// The programs whose name is shown on the roots of what they send.
    private static final Set<String> KNOWN_SERVICES =
            Set.of("claude-code", "codex_cli_rs", "codex_vscode", "gemini-cli", "qwen-code");

    private final String traceId;
    private final Map<Long, SpanRow> spans = new LinkedHashMap<>();
    private final Map<String, String> resourceTags = new LinkedHashMap<>();
    private final Map<String, String> rootTags = new LinkedHashMap<>();
    private final Set<Long> attributeTerms = new HashSet<>();
    private long start = Long.MAX_VALUE;
    private @Nullable Long end;
    private @Nullable TraceState state;
    private @Nullable String requestPreview;
    private @Nullable String responsePreview;
    private @Nullable String session;
    private @Nullable String user;

    private TraceSpansReader(String traceId) {
        this.traceId = traceId;
    }

    static List<TraceSpans> read(List<ResourceSpans> request) {
        Map<String, TraceSpansReader> traces = new LinkedHashMap<>();
        try (SpanJson json = SpanJson.bounded()) {
            for (ResourceSpans sender : request) {
                for (Span span : sender.spans()) {
                    TraceSpansReader trace =
                            traces.computeIfAbsent(span.traceId(), id -> new TraceSpansReader("tr-" + id));
                    Span meant = trace.note(span, sender.resource());
                    trace.keep(meant, json.write(meant));
                }
            }
        }
        List<TraceSpans> all = new ArrayList<>(traces.size());
        traces.values().forEach(trace -> all.add(trace.result()));
        return all;
    }

    /// The spans of one trace that another server had, their texts as they are, whatever they mean.
    static TraceSpans read(String traceId, List<Span> spans) {
        TraceSpansReader reader = new TraceSpansReader(traceId);
        try (SpanJson json = new SpanJson()) {
            for (Span span : spans) {
                reader.keep(reader.note(span, Map.of()), json.write(span));
            }
        }
        return reader.result();
    }

    /// Notes what a span says of the trace, and returns it with what it means.
    private Span note(Span sent, Map<String, AnyValue> resource) {
        if (resourceTags.isEmpty()) {
            resource.forEach(this::addResourceTag);
        }
        Span span = Meaning.of(sent);
        Map<String, AnyValue> attributes = span.attributes();
        if (span.isRoot()) {
            if (resource.get(SERVICE) instanceof AnyValue.Text service && KNOWN_SERVICES.contains(service.value())) {
                attributes.put(SERVICE, service);
            }
            addRoot(span);
        }
        if (session == null) {
            session = said(attributes, "session.id", "gen_ai.conversation.id");
        }
        if (user == null) {
            user = said(attributes, "user.id");
        }
        start = Math.min(start, span.start() / NANOS);
        if (span.end() != 0) {
            long last = span.end() / NANOS;
            end = end == null ? last : Math.max(end, last);
        }
        return span;
    }

    /// Keeps a span that was noted, under the text by which it is shown.
    private void keep(Span span, String text) {
        SpanRow row = SpanRow.of(span, text);
        spans.put(row.spanId(), row);
        addTerms(span.attributes());
    }

    private void addRoot(Span root) {
        if (state == null) {
            state = root.status().word().equals("ERROR") ? TraceState.ERROR : TraceState.OK;
        }
        requestPreview = preview(requestPreview, root.attributes().get(Meaning.INPUTS), "user");
        responsePreview = preview(responsePreview, root.attributes().get(Meaning.OUTPUTS), "assistant");
        root.attributes().forEach((key, value) -> {
            if (key.startsWith(TAG_PREFIX)) {
                addTag(rootTags, key.substring(TAG_PREFIX.length()), Values.text(value));
            }
        });
    }

    private static @Nullable String preview(@Nullable String known, @Nullable AnyValue value, String role) {
        return known != null || value == null ? known : Preview.of(value, role);
    }

    private void addResourceTag(String key, AnyValue value) {
        if (!key.startsWith("telemetry.sdk.") && !key.startsWith("mlflow.")) {
            addTag(resourceTags, key, Values.text(value));
        }
    }

    /// A tag that could not be set by itself is left out.
    private static void addTag(Map<String, String> tags, String key, String value) {
        if (key.isEmpty() || TraceKeys.isOfTheServer(key) || value.indexOf('\0') >= 0) {
            return;
        }
        try {
            tags.put(TraceKeys.checkedKey(key), TraceKeys.tagValue(value));
        } catch (ApiException noKey) {
            // the span has it all the same
        }
    }

    private static @Nullable String said(Map<String, AnyValue> attributes, String... keys) {
        for (String key : keys) {
            AnyValue value = attributes.get(key);
            if (value != null && value != AnyValue.Unset.UNSET) {
                String text = Values.text(value).replace('\0', '\uFFFD');
                if (!text.isEmpty()) {
                    return Lengths.truncated(MAX_SESSION, text);
                }
            }
        }
        return null;
    }

    private void addTerms(Map<String, AnyValue> attributes) {
        attributes.forEach((key, value) -> {
            if (value instanceof AnyValue.Mapped || value instanceof AnyValue.Listed) {
                TraceTerms.SPAN_ATTRIBUTE.of(key).ifPresent(attributeTerms::add);
            } else {
                TraceTerms.SPAN_ATTRIBUTE.each(key, Values.text(value), attributeTerms::add);
            }
        });
    }

    private TraceSpans result() {
        Map<String, String> tags = new LinkedHashMap<>(resourceTags);
        tags.putAll(rootTags);
        return new TraceSpans(
                traceId,
                spans,
                start,
                end,
                state,
                requestPreview,
                responsePreview,
                session,
                user,
                tags,
                attributeTerms);
    }
}
