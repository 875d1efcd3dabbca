package dev.cairn.otlp;

import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// The JSON text of a span: OpenTelemetry's `Span` as protobuf's JSON has it, but for snake_case names and for 64-bit
/// numbers that are numbers. What is empty is left out. One writes the texts of any number of spans; used by one
/// thread.
public final class SpanJson implements AutoCloseable {
    private static final List<String> KINDS = List.of(
            "SPAN_KIND_UNSPECIFIED",
            "SPAN_KIND_INTERNAL",
            "SPAN_KIND_SERVER",
            "SPAN_KIND_CLIENT",
            "SPAN_KIND_PRODUCER",
            "SPAN_KIND_CONSUMER");
    private static final List<String> STATUSES = List.of("STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR");

    /// Characters of the text of a span that comes in: escapes make some of its characters six.
    private static final int MAX = OtlpReader.MAX_BYTES;

    private final StringWriter text;
    private final JsonGenerator json;

    /// Whether ids of spans are written as exporters do: as hexadecimal digits, by names in lowerCamelCase.
    private final boolean exports;

    /// Of spans as they are kept.
    public SpanJson() {
        this(false, new StringWriter(1024));
    }

    private SpanJson(boolean exports, StringWriter text) {
        this.exports = exports;
        this.text = text;
        this.json = Values.generator(text);
    }

    /// Of spans as they come in, none of which may become much longer than a request may be.
    public static SpanJson bounded() {
        return new SpanJson(false, new StringWriter(1024) {
            @Override
            public void write(char[] characters, int from, int count) {
                if (getBuffer().length() + count > MAX) {
                    throw OtlpException.impossible(
                            "A span has more than %,d characters as JSON: shorten its attributes.".formatted(MAX));
                }
                super.write(characters, from, count);
            }
        });
    }

    /// The text of one span.
    public static String text(Span span) {
        try (SpanJson json = new SpanJson()) {
            return json.write(span);
        }
    }

    /// As OpenTelemetry's exporters send it; the ids of links stay in base64, since MLflow reads them so.
    public static String export(Span span) {
        try (SpanJson json = new SpanJson(true, new StringWriter(1024))) {
            return json.write(span);
        }
    }

    /// Compact, in the order of the fields' numbers.
    public String write(Span span) {
        span(span);
        json.flush();
        String written = text.toString();
        text.getBuffer().setLength(0);
        return written;
    }

    @Override
    public void close() {
        json.close();
    }

    private void span(Span span) {
        json.writeStartObject();
        if (exports) {
            digits(span);
        } else {
            traceId(span.traceId());
            spanId("span_id", span.spanId());
        }
        text("trace_state", span.traceState());
        if (!span.isRoot() && !exports) {
            spanId("parent_span_id", span.parentId());
        }
        json.writeStringProperty("name", span.name());
        if (span.kind() != 0) {
            constant("kind", span.kind(), KINDS);
        }
        json.writeNumberProperty("start_time_unix_nano", span.start());
        number("end_time_unix_nano", span.end());
        attributes(span.attributes());
        number("dropped_attributes_count", span.dropped().attributes());
        if (!span.events().isEmpty()) {
            json.writeArrayPropertyStart("events");
            span.events().forEach(this::event);
            json.writeEndArray();
        }
        number("dropped_events_count", span.dropped().events());
        if (!span.links().isEmpty()) {
            json.writeArrayPropertyStart("links");
            span.links().forEach(this::link);
            json.writeEndArray();
        }
        number("dropped_links_count", span.dropped().links());
        json.writeObjectPropertyStart("status");
        text("message", span.status().message());
        constant("code", span.status().code(), STATUSES);
        json.writeEndObject();
        number("flags", span.flags());
        json.writeEndObject();
    }

    private void digits(Span span) {
        json.writeStringProperty("traceId", span.traceId());
        json.writeStringProperty("spanId", HexFormat.of().toHexDigits(span.spanId()));
        if (!span.isRoot()) {
            json.writeStringProperty("parentSpanId", HexFormat.of().toHexDigits(span.parentId()));
        }
    }

    private void event(Span.Event event) {
        json.writeStartObject();
        time("time_unix_nano", event.time());
        text("name", event.name());
        attributes(event.attributes());
        number("dropped_attributes_count", event.droppedAttributes());
        json.writeEndObject();
    }

    private void link(Span.Link link) {
        json.writeStartObject();
        traceId(link.traceId());
        spanId("span_id", link.spanId());
        text("trace_state", link.traceState());
        attributes(link.attributes());
        number("dropped_attributes_count", link.droppedAttributes());
        number("flags", link.flags());
        json.writeEndObject();
    }

    private void attributes(Map<String, AnyValue> attributes) {
        if (!attributes.isEmpty()) {
            json.writeArrayPropertyStart("attributes");
            keyValues(attributes);
            json.writeEndArray();
        }
    }

    private void keyValues(Map<String, AnyValue> values) {
        values.forEach((key, value) -> {
            json.writeStartObject();
            json.writeStringProperty("key", key);
            json.writeName("value");
            value(value);
            json.writeEndObject();
        });
    }

    private void value(AnyValue value) {
        json.writeStartObject();
        switch (value) {
            case AnyValue.Text(String text) -> json.writeStringProperty("string_value", text);
            case AnyValue.Bool(boolean is) -> json.writeBooleanProperty("bool_value", is);
            case AnyValue.Int(long number) -> json.writeNumberProperty("int_value", number);
            case AnyValue.Real(double number) -> json.writeNumberProperty("double_value", number);
            case AnyValue.Bytes(byte[] bytes) -> {
                json.writeName("bytes_value");
                json.writeBinary(bytes);
            }
            case AnyValue.Listed(List<AnyValue> values) -> {
                json.writeObjectPropertyStart("array_value");
                if (!values.isEmpty()) {
                    json.writeArrayPropertyStart("values");
                    values.forEach(this::value);
                    json.writeEndArray();
                }
                json.writeEndObject();
            }
            case AnyValue.Mapped(Map<String, AnyValue> values) -> {
                json.writeObjectPropertyStart("kvlist_value");
                if (!values.isEmpty()) {
                    json.writeArrayPropertyStart("values");
                    keyValues(values);
                    json.writeEndArray();
                }
                json.writeEndObject();
            }
            case AnyValue.Unset unset -> {
                // protobuf has no field for it
            }
        }
        json.writeEndObject();
    }

    private void traceId(String digits) {
        json.writeName("trace_id");
        json.writeBinary(HexFormat.of().parseHex(digits));
    }

    private void spanId(String name, long id) {
        json.writeName(name);
        json.writeBinary(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
    }

    private void text(String name, String text) {
        if (!text.isEmpty()) {
            json.writeStringProperty(name, text);
        }
    }

    private void number(String name, long number) {
        if (number != 0) {
            json.writeNumberProperty(name, number);
        }
    }

    /// A time without a sign: one beyond 2262 is a negative number to Java, and is none to anyone else.
    private void time(String name, long time) {
        if (time < 0) {
            json.writeNumberProperty(name, new BigInteger(Long.toUnsignedString(time)));
        } else {
            number(name, time);
        }
    }

    /// A constant that has no name yet is written as its number, as protobuf's JSON does.
    private void constant(String name, int number, List<String> names) {
        if (number >= 0 && number < names.size()) {
            json.writeStringProperty(name, names.get(number));
        } else {
            json.writeNumberProperty(name, number);
        }
    }
}
