package dev.cairn.otlp;

import java.io.InputStream;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads single spans from the texts that they are kept in.
public final class SpanReader {
    private static final int HEXADECIMAL = 16;

    private SpanReader() {}

    /// A span as [SpanJson] writes it.
    public static Span ofWire(String text) {
        if (!(tree(text) instanceof ObjectNode span)) {
            throw OtlpException.unreadable("A span must be a JSON object.");
        }
        withDigits(span, "trace_id", "span_id", "parent_span_id");
        for (JsonNode link : span.path("links")) {
            if (link instanceof ObjectNode object) {
                withDigits(object, "trace_id", "span_id");
            }
        }
        return JsonReader.span(span);
    }

    private static void withDigits(ObjectNode owner, String... names) {
        for (String name : names) {
            if (owner.path(name).isString()) {
                owner.put(name, HexFormat.of().formatHex(base64(owner.path(name).stringValue())));
            }
        }
    }

    /// A span as MLflow keeps it in its database and in files: attributes by key, their values as texts that are JSON.
    public static Span ofFile(String text) {
        return ofFile(tree(text));
    }

    /// Each span of a file `traces.json` of MLflow.
    public static void eachOfFile(InputStream file, Consumer<Span> each) {
        try (JsonParser parser = Values.MAPPER.createParser(file)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean holdsSpans = parser.currentName().equals("spans");
                if (parser.nextToken() == JsonToken.START_ARRAY && holdsSpans) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        JsonNode span = parser.readValueAsTree();
                        each.accept(ofFile(span));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException malformed) {
            throw OtlpException.unreadable("It is not the JSON of spans: " + malformed.getOriginalMessage());
        }
    }

    private static Span ofFile(JsonNode node) {
        boolean isOld = node.has("context");
        JsonNode ids = isOld ? node.path("context") : node;
        SpanBuilder span = new SpanBuilder();
        span.traceId = traceId(ids.path("trace_id").asString(""));
        span.spanId = spanId(ids.path("span_id").asString(""));
        span.parentId = spanId(node.path(isOld ? "parent_id" : "parent_span_id").asString(""));
        span.name = node.path("name").asString("");
        span.start = node.path(isOld ? "start_time" : "start_time_unix_nano").asLong(0);
        span.end = node.path(isOld ? "end_time" : "end_time_unix_nano").asLong(0);
        node.path("attributes").properties().forEach(it -> span.attributes.put(it.getKey(), meant(it.getValue())));
        for (JsonNode event : node.path("events")) {
            span.events.add(new Span.Event(
                    event.path(isOld ? "timestamp" : "time_unix_nano").asLong(0),
                    event.path("name").asString(""),
                    plain(event.path("attributes")),
                    0));
        }
        node.path("links").forEach(link -> link(link, span));
        JsonNode status = node.path("status");
        span.status = isOld
                ? JsonReader.status(node.path("status_code"), node.path("status_message"))
                : JsonReader.status(status.path("code"), status.path("message"));
        return span.span();
    }

    private static void link(JsonNode link, SpanBuilder span) {
        try {
            span.links.add(new Span.Link(
                    traceId(link.path("trace_id").asString("")),
                    spanId(link.path("span_id").asString("")),
                    "",
                    plain(link.path("attributes")),
                    0,
                    0));
        } catch (OtlpException namesNoSpan) {
            span.oddLinks++;
        }
    }

    /// The value that the text of an attribute is the JSON of.
    private static AnyValue meant(JsonNode value) {
        return Values.parsed(value.isString() ? value.stringValue() : value.toString());
    }

    private static Map<String, AnyValue> plain(JsonNode values) {
        Map<String, AnyValue> plain = new LinkedHashMap<>();
        values.properties()
                .forEach(
                        it -> plain.put(it.getKey(), Values.parsed(it.getValue().toString())));
        return plain;
    }

    /// Bytes in base64, or digits with a prefix such as `tr-` or `0x`.
    private static String traceId(String text) {
        if (text.isEmpty()) {
            return "";
        }
        byte[] id = text.endsWith("=") ? base64(text) : number(text, SpanBuilder.TRACE_ID);
        return SpanBuilder.traceId(id, 0, id.length);
    }

    private static long spanId(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        byte[] id = text.endsWith("=") ? base64(text) : number(text, SpanBuilder.SPAN_ID);
        return SpanBuilder.spanId(id, 0, id.length);
    }

    private static byte[] number(String text, int length) {
        String digits = text.replaceFirst("^(.*/)?(tr-)?(0x)?", "");
        try {
            byte[] bytes = new BigInteger(digits, HEXADECIMAL).toByteArray();
            byte[] id = new byte[length];
            for (int i = 1; i <= Math.min(bytes.length, length); i++) {
                id[length - i] = bytes[bytes.length - i];
            }
            return id;
        } catch (NumberFormatException noNumber) {
            throw OtlpException.unreadable("The id '%s' of a span or its trace is no number.".formatted(text));
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            throw OtlpException.unreadable("The id '%s' of a span or its trace is not base64.".formatted(text));
        }
    }

    private static JsonNode tree(String text) {
        try {
            return Values.MAPPER.readTree(text);
        } catch (JacksonException malformed) {
            throw OtlpException.unreadable("A span must be JSON: " + malformed.getOriginalMessage());
        }
    }
}
