package dev.cairn.otlp;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads single spans from the texts that they are kept in.
public final class SpanReader {
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
        return ofFile(tree(text), parts -> {});
    }

    /// Each span of a file `traces.json` of MLflow, however many there are.
    public static void eachOfFile(InputStream file, Consumer<Span> each) {
        try (JsonParser parser = Values.MAPPER.createParser(file)) {
            eachOf(parser, () -> each.accept(ofFile(parser.readValueAsTree(), parts -> {})));
        } catch (JacksonException malformed) {
            throw OtlpException.unreadable("It is not the JSON of spans: " + malformed.getOriginalMessage());
        }
    }

    /// The spans of a request whose body is such a file, bounded as those of exporters are.
    ///
    /// @param memory what all that the body becomes is paid from
    public static List<Span> ofFile(byte[] body, IngestMemory.Share memory) {
        memory.take((long) body.length * OtlpReader.JSON_GROWTH);
        RequestLimit limit = new RequestLimit(memory);
        List<Span> spans = new ArrayList<>();
        try (JsonParser parser = JsonReader.REQUESTS.createParser(body)) {
            requireSpans(parser, () -> {
                limit.countSpan();
                spans.add(ofFile(JsonReader.tree(parser, limit), limit::countParts));
            });
        } catch (JacksonException malformed) {
            throw OtlpException.unreadable("It is not the JSON of spans: " + malformed.getOriginalMessage());
        }
        return spans;
    }

    private static void requireSpans(JsonParser parser, Runnable span) {
        try {
            if (!eachOf(parser, span)) {
                throw OtlpException.unreadable(
                        "The file must be a JSON object with a list of 'spans', as MLflow's traces.json is.");
            }
            if (parser.nextToken() != null) {
                throw OtlpException.unreadable("It is not the JSON of spans: something follows the object.");
            }
        } catch (StreamConstraintsException tooMuch) {
            throw OtlpException.unreadable("The file cannot be read: " + JsonReader.excess(parser));
        }
    }

    /// Lets each span be read of the file that the parser is at the beginning of.
    ///
    /// @return whether there is a list of them
    private static boolean eachOf(JsonParser parser, Runnable span) {
        boolean found = false;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean holdsSpans = parser.currentName().equals("spans");
            if (parser.nextToken() == JsonToken.START_ARRAY && holdsSpans) {
                found = true;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    span.run();
                }
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    /// @param parts is told how many values the text of an attribute had
    private static Span ofFile(JsonNode node, LongConsumer parts) {
        boolean isOld = node.has("context");
        JsonNode ids = isOld ? node.path("context") : node;
        SpanBuilder span = new SpanBuilder();
        span.traceId = traceId(ids.path("trace_id").asString(""));
        span.spanId = spanId(ids.path("span_id").asString(""));
        span.parentId = spanId(node.path(isOld ? "parent_id" : "parent_span_id").asString(""));
        span.name = node.path("name").asString("");
        span.start = JsonReader.time(node.path(isOld ? "start_time" : "start_time_unix_nano"));
        span.end = JsonReader.time(node.path(isOld ? "end_time" : "end_time_unix_nano"));
        node.path("attributes").properties().forEach(it -> {
            AnyValue value = meant(it.getValue());
            parts.accept(Values.parts(value));
            span.attributes.put(it.getKey(), value);
        });
        for (JsonNode event : node.path("events")) {
            span.events.add(new Span.Event(
                    JsonReader.time(event.path(isOld ? "timestamp" : "time_unix_nano")),
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

    /// Fewer digits than an id has are those of its end.
    private static byte[] number(String text, int length) {
        String digits = text.substring(text.lastIndexOf('/') + 1).replaceFirst("^(tr-)?(0x)?", "");
        if (digits.isEmpty() || digits.length() > 2 * length) {
            throw noId(text, length);
        }
        try {
            return HexFormat.of().parseHex("0".repeat(2 * length - digits.length()) + digits);
        } catch (IllegalArgumentException notHexadecimal) {
            throw noId(text, length);
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            throw OtlpException.unreadable(
                    "The id '%s' of a span or its trace is not base64.".formatted(JsonReader.shown(text)));
        }
    }

    private static OtlpException noId(String text, int length) {
        return OtlpException.unreadable("The id '%s' of a span or its trace must be at most %d hexadecimal digits."
                .formatted(JsonReader.shown(text), 2 * length));
    }

    private static JsonNode tree(String text) {
        try {
            return Values.MAPPER.readTree(text);
        } catch (JacksonException malformed) {
            throw OtlpException.unreadable("A span must be JSON: " + malformed.getOriginalMessage());
        }
    }
}
