package dev.cairn.otlp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads an `ExportTraceServiceRequest` in OpenTelemetry's JSON: fields in lowerCamelCase or snake_case, ids in
/// hexadecimal digits, whole numbers as numbers or texts.
final class JsonReader {
    private static final List<String> KINDS =
            List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
    private static final List<String> STATUSES = List.of("UNSET", "OK", "ERROR");

    /// Braces, names and values of a request; a span, whose tree is held while it is read, has no more.
    private static final long MAX_TOKENS = 5_000_000;

    private static final int TOKENS_OF_A_PART = 4;

    static final JsonMapper REQUESTS = Values.mapper(MAX_TOKENS);

    /// Whole numbers that may be too large for Java's.
    private static final Pattern LARGE = Pattern.compile("\\d{19,}");

    private final JsonParser json;
    private final RequestLimit limit;

    private JsonReader(JsonParser json, RequestLimit limit) {
        this.json = json;
        this.limit = limit;
    }

    static List<ResourceSpans> read(byte[] body, RequestLimit limit) {
        try (JsonParser json = REQUESTS.createParser(body)) {
            return new JsonReader(json, limit).request();
        } catch (JacksonException malformed) {
            throw OtlpException.unreadable("Invalid OpenTelemetry format: " + malformed.getOriginalMessage());
        }
    }

    private List<ResourceSpans> request() {
        List<ResourceSpans> all = new ArrayList<>();
        try {
            if (json.nextToken() == null) {
                throw OtlpException.unreadable("Invalid OpenTelemetry format: the body is empty.");
            }
            fields(name -> {
                switch (name) {
                    case "resourceSpans", "resource_spans" -> each(name, () -> all.add(resourceSpans()));
                    default -> json.skipChildren();
                }
            });
            if (json.nextToken() != null) {
                throw OtlpException.unreadable("Invalid OpenTelemetry format: something follows the JSON object");
            }
        } catch (StreamConstraintsException tooMuch) {
            throw OtlpException.unreadable("Invalid OpenTelemetry format: " + excess(json));
        }
        return all;
    }

    /// What there is too much of where the parser gave up.
    static String excess(JsonParser json) {
        if (json.streamReadContext().getNestingDepth() >= Values.MAX_DEPTH) {
            return "values lie more than %d deep in each other".formatted(Values.MAX_DEPTH);
        }
        if (json.currentTokenCount() >= MAX_TOKENS) {
            return "the request has more than %,d names, values and brackets: send fewer spans at a time."
                    .formatted(MAX_TOKENS);
        }
        return "a number has more digits than any that can be kept";
    }

    private ResourceSpans resourceSpans() {
        limit.countPart();
        Map<String, AnyValue> resource = new LinkedHashMap<>();
        List<Span> spans = new ArrayList<>();
        fields(name -> {
            switch (name) {
                case "resource" -> resource.putAll(attributes(tree()));
                case "scopeSpans", "scope_spans" -> each(name, () -> scopeSpans(spans));
                default -> json.skipChildren();
            }
        });
        return new ResourceSpans(resource, spans);
    }

    private void scopeSpans(List<Span> spans) {
        limit.countPart();
        fields(name -> {
            if (name.equals("spans")) {
                each(name, () -> {
                    limit.countSpan();
                    spans.add(span(tree()));
                });
            } else {
                json.skipChildren();
            }
        });
    }

    private JsonNode tree() {
        return tree(json, limit);
    }

    /// The value that the parser stands at the beginning of. The least part, such as an event without anything, is half
    /// of what counts as one.
    static JsonNode tree(JsonParser json, RequestLimit limit) {
        long before = json.currentTokenCount();
        JsonNode tree = json.readValueAsTree();
        limit.countParts((json.currentTokenCount() - before) / TOKENS_OF_A_PART);
        return tree;
    }

    /// Lets the value of each field of the object be read or skipped that the parser stands at the beginning of.
    private void fields(Consumer<String> field) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        require(json.currentToken() == JsonToken.START_OBJECT, "the request and each part of it", "an object");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            field.accept(name);
        }
    }

    /// Lets each item of the list be read that the parser stands at the beginning of.
    private void each(String what, Runnable item) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        require(json.currentToken() == JsonToken.START_ARRAY, what, "a list");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            item.run();
        }
    }

    static Span span(JsonNode node) {
        SpanBuilder span = new SpanBuilder();
        span.traceId = traceId(node);
        span.spanId = spanId(field(node, "spanId", "span_id"));
        span.parentId = spanId(field(node, "parentSpanId", "parent_span_id"));
        span.traceState = text(field(node, "traceState", "trace_state"));
        span.name = text(node.path("name"));
        span.kind = constant(node.path("kind"), "SPAN_KIND_", KINDS);
        span.start = time(field(node, "startTimeUnixNano", "start_time_unix_nano"));
        span.end = time(field(node, "endTimeUnixNano", "end_time_unix_nano"));
        span.attributes.putAll(attributes(node));
        span.droppedAttributes = count(field(node, "droppedAttributesCount", "dropped_attributes_count"));
        for (JsonNode event : list(node, "events", "events")) {
            span.events.add(new Span.Event(
                    time(field(event, "timeUnixNano", "time_unix_nano")),
                    text(event.path("name")),
                    attributes(event),
                    count(field(event, "droppedAttributesCount", "dropped_attributes_count"))));
        }
        span.droppedEvents = count(field(node, "droppedEventsCount", "dropped_events_count"));
        for (JsonNode link : list(node, "links", "links")) {
            link(link, span);
        }
        span.droppedLinks = count(field(node, "droppedLinksCount", "dropped_links_count"));
        JsonNode status = node.path("status");
        span.status = status(status.path("code"), status.path("message"));
        span.flags = count(node.path("flags"));
        return span.span();
    }

    private static void link(JsonNode link, SpanBuilder span) {
        byte[] traceId = linkId(field(link, "traceId", "trace_id"));
        byte[] spanId = linkId(field(link, "spanId", "span_id"));
        if (SpanBuilder.areIds(traceId, spanId)) {
            span.links.add(new Span.Link(
                    SpanBuilder.traceId(traceId, 0, traceId.length),
                    SpanBuilder.spanId(spanId, 0, spanId.length),
                    text(field(link, "traceState", "trace_state")),
                    attributes(link),
                    count(field(link, "droppedAttributesCount", "dropped_attributes_count")),
                    count(link.path("flags"))));
        } else {
            span.oddLinks++;
        }
    }

    static Span.Status status(JsonNode code, JsonNode message) {
        return new Span.Status(constant(code, "STATUS_CODE_", STATUSES), text(message));
    }

    private static Map<String, AnyValue> attributes(JsonNode owner) {
        return keyValues(list(owner, "attributes", "attributes"), 0);
    }

    private static Map<String, AnyValue> keyValues(Iterable<JsonNode> pairs, int depth) {
        Map<String, AnyValue> values = new LinkedHashMap<>();
        for (JsonNode pair : pairs) {
            values.put(text(pair.path("key")), value(pair.path("value"), depth));
        }
        return values;
    }

    static AnyValue value(JsonNode node) {
        return value(node, 0);
    }

    /// @param depth the messages in which it lies, as protobuf counts them
    private static AnyValue value(JsonNode node, int depth) {
        if (depth > Values.MAX_MESSAGES) {
            throw OtlpException.unreadable("Invalid OpenTelemetry format: values lie too deep in each other");
        }
        for (Map.Entry<String, JsonNode> one : node.properties()) {
            JsonNode held = one.getValue();
            switch (one.getKey()) {
                case "stringValue", "string_value" -> {
                    return new AnyValue.Text(text(held));
                }
                case "boolValue", "bool_value" -> {
                    return new AnyValue.Bool(held.asBoolean(false));
                }
                case "intValue", "int_value" -> {
                    return new AnyValue.Int(number(held));
                }
                case "doubleValue", "double_value" -> {
                    return new AnyValue.Real(real(held));
                }
                case "arrayValue", "array_value" -> {
                    List<AnyValue> values = new ArrayList<>();
                    list(held, "values", "values").forEach(item -> values.add(value(item, depth + Values.LIST)));
                    return new AnyValue.Listed(values);
                }
                case "kvlistValue", "kvlist_value" -> {
                    return new AnyValue.Mapped(keyValues(list(held, "values", "values"), depth + Values.OBJECT));
                }
                case "bytesValue", "bytes_value" -> {
                    return new AnyValue.Bytes(base64(held));
                }
                default -> {
                    // a kind of value of tomorrow
                }
            }
        }
        return AnyValue.Unset.UNSET;
    }

    private static JsonNode field(JsonNode node, String camel, String snake) {
        JsonNode found = node.path(camel);
        return found.isMissingNode() ? node.path(snake) : found;
    }

    private static Iterable<JsonNode> list(JsonNode node, String camel, String snake) {
        JsonNode found = field(node, camel, snake);
        if (found.isMissingNode() || found.isNull()) {
            return List.of();
        }
        require(found.isArray(), camel, "a list");
        return found.values();
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        require(node.isString(), node.toString(), "a text");
        return node.stringValue();
    }

    private static long number(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return 0;
        }
        try {
            return node.isString() ? Long.parseLong(node.stringValue()) : node.longValue();
        } catch (NumberFormatException | JacksonException notWhole) {
            throw OtlpException.unreadable(
                    "Invalid OpenTelemetry format: %s must be a whole number".formatted(shown(node.toString())));
        }
    }

    /// A number of 32 bits without a sign, which is what protobuf has for it.
    private static long count(JsonNode node) {
        return Math.clamp(number(node), 0, SpanBuilder.MAX_COUNT);
    }

    /// Nanoseconds since 1970, without a sign as protobuf has them.
    static long time(JsonNode node) {
        String digits = node.isNumber() || node.isString() ? node.asString() : "";
        try {
            long time = LARGE.matcher(digits).matches() ? Long.parseUnsignedLong(digits) : number(node);
            if (time >= 0 || !digits.startsWith("-")) {
                return time;
            }
        } catch (NumberFormatException tooLarge) {
            // told with those below zero
        }
        throw OtlpException.unreadable(
                "Invalid OpenTelemetry format: the time %s must be from 0 to 2^64 - 1 nanoseconds since 1970"
                        .formatted(shown(digits)));
    }

    private static double real(JsonNode node) {
        try {
            return node.isString() ? Double.parseDouble(node.stringValue()) : node.asDouble();
        } catch (NumberFormatException | JacksonException notNumber) {
            throw OtlpException.unreadable(
                    "Invalid OpenTelemetry format: %s must be a number".formatted(shown(node.toString())));
        }
    }

    private static int constant(JsonNode node, String prefix, List<String> names) {
        if (node.isString()) {
            int known = names.indexOf(
                    node.stringValue().startsWith(prefix)
                            ? node.stringValue().substring(prefix.length())
                            : node.stringValue());
            require(known >= 0, node.stringValue(), "one of " + names);
            return known;
        }
        return (int) number(node);
    }

    private static String traceId(JsonNode owner) {
        byte[] id = hex(field(owner, "traceId", "trace_id"));
        return SpanBuilder.traceId(id, 0, id.length);
    }

    private static long spanId(JsonNode node) {
        byte[] id = hex(node);
        return SpanBuilder.spanId(id, 0, id.length);
    }

    private static byte[] hex(JsonNode node) {
        String digits = text(node);
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException notHex) {
            throw OtlpException.unreadable(
                    "Invalid OpenTelemetry format: the id '%s' must be hexadecimal digits".formatted(shown(digits)));
        }
    }

    /// The bytes of a link's id; of one that is not written in digits something that is no id.
    /// MLflow reads the ids of links in base64, and its other ids as digits.
    private static byte[] linkId(JsonNode node) {
        try {
            return text(node).endsWith("=") ? base64(node) : hex(node);
        } catch (OtlpException noDigits) {
            return new byte[1];
        }
    }

    private static byte[] base64(JsonNode node) {
        try {
            return Base64.getDecoder().decode(text(node));
        } catch (IllegalArgumentException notBase64) {
            throw OtlpException.unreadable("Invalid OpenTelemetry format: bytesValue must be base64");
        }
    }

    private static void require(boolean right, String what, String kind) {
        if (!right) {
            throw OtlpException.unreadable("Invalid OpenTelemetry format: %s must be %s".formatted(shown(what), kind));
        }
    }

    static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
