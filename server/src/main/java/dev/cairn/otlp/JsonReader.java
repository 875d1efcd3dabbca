package dev.cairn.otlp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads an `ExportTraceServiceRequest` in OpenTelemetry's JSON: fields in lowerCamelCase or snake_case, ids in
/// hexadecimal digits, whole numbers as numbers or texts.
final class JsonReader {
    private static final List<String> KINDS =
            List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
    private static final List<String> STATUSES = List.of("UNSET", "OK", "ERROR");

    private final SpanLimit limit = new SpanLimit();

    static List<ResourceSpans> read(byte[] body) {
        JsonNode request;
        try {
            request = Values.MAPPER.readTree(body);
        } catch (JacksonException malformed) {
            throw OtlpException.unreadable("Invalid OpenTelemetry format: " + malformed.getOriginalMessage());
        }
        return new JsonReader().request(request);
    }

    private List<ResourceSpans> request(JsonNode request) {
        List<ResourceSpans> all = new ArrayList<>();
        for (JsonNode one : list(request, "resourceSpans", "resource_spans")) {
            List<Span> spans = new ArrayList<>();
            for (JsonNode scope : list(one, "scopeSpans", "scope_spans")) {
                for (JsonNode span : list(scope, "spans", "spans")) {
                    limit.count();
                    spans.add(span(span));
                }
            }
            all.add(new ResourceSpans(attributes(one.path("resource")), spans));
        }
        return all;
    }

    private static Span span(JsonNode node) {
        SpanBuilder span = new SpanBuilder();
        span.traceId = traceId(node);
        span.spanId = spanId(field(node, "spanId", "span_id"));
        span.parentId = spanId(field(node, "parentSpanId", "parent_span_id"));
        span.traceState = text(field(node, "traceState", "trace_state"));
        span.name = text(node.path("name"));
        span.kind = constant(node.path("kind"), "SPAN_KIND_", KINDS);
        span.start = number(field(node, "startTimeUnixNano", "start_time_unix_nano"));
        span.end = number(field(node, "endTimeUnixNano", "end_time_unix_nano"));
        span.attributes.putAll(attributes(node));
        span.droppedAttributes = number(field(node, "droppedAttributesCount", "dropped_attributes_count"));
        for (JsonNode event : list(node, "events", "events")) {
            span.events.add(new Span.Event(
                    number(field(event, "timeUnixNano", "time_unix_nano")),
                    text(event.path("name")),
                    attributes(event),
                    number(field(event, "droppedAttributesCount", "dropped_attributes_count"))));
        }
        span.droppedEvents = number(field(node, "droppedEventsCount", "dropped_events_count"));
        for (JsonNode link : list(node, "links", "links")) {
            span.links.add(new Span.Link(
                    traceId(link),
                    spanId(field(link, "spanId", "span_id")),
                    text(field(link, "traceState", "trace_state")),
                    attributes(link),
                    number(field(link, "droppedAttributesCount", "dropped_attributes_count")),
                    number(link.path("flags"))));
        }
        span.droppedLinks = number(field(node, "droppedLinksCount", "dropped_links_count"));
        JsonNode status = node.path("status");
        span.status =
                new Span.Status(constant(status.path("code"), "STATUS_CODE_", STATUSES), text(status.path("message")));
        span.flags = number(node.path("flags"));
        return span.span();
    }

    private static Map<String, AnyValue> attributes(JsonNode owner) {
        return keyValues(list(owner, "attributes", "attributes"));
    }

    private static Map<String, AnyValue> keyValues(Iterable<JsonNode> pairs) {
        Map<String, AnyValue> values = new LinkedHashMap<>();
        for (JsonNode pair : pairs) {
            values.put(text(pair.path("key")), value(pair.path("value")));
        }
        return values;
    }

    static AnyValue value(JsonNode node) {
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
                    list(held, "values", "values").forEach(item -> values.add(value(item)));
                    return new AnyValue.Listed(values);
                }
                case "kvlistValue", "kvlist_value" -> {
                    return new AnyValue.Mapped(keyValues(list(held, "values", "values")));
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

    private static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
