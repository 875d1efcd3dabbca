package dev.cairn.otlp;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/// Values as JSON and back.
public final class Values {
    /// Lists and objects of a JSON text within each other.
    static final int MAX_DEPTH = 500;

    /// Messages within each other that the values of a span may be: the readers of clients allow 100 in all. In a text
    /// that is JSON itself what lies deeper stays a text.
    static final int MAX_MESSAGES = 90;

    /// The messages that OpenTelemetry has for a list and for an object.
    static final int LIST = 2;

    static final int OBJECT = 3;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(OtlpReader.MAX_BYTES)
                    .maxNameLength(OtlpReader.MAX_BYTES)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(4 * MAX_DEPTH)
                    .build())
            .rootValueSeparator("")
            .build();

    /// Names, values and brackets of a text that is JSON itself. One with more stays a text.
    private static final long MAX_TOKENS_OF_A_TEXT = 1_000_000;

    private static final JsonFactory TEXTS = bounded(MAX_TOKENS_OF_A_TEXT);

    static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();

    private Values() {}

    /// Reads JSON of so many tokens at most.
    static JsonMapper mapper(long tokens) {
        return JsonMapper.builder(bounded(tokens)).build();
    }

    private static JsonFactory bounded(long tokens) {
        return FACTORY.rebuild()
                .streamReadConstraints(FACTORY.streamReadConstraints()
                        .rebuild()
                        .maxTokenCount(tokens)
                        .build())
                .build();
    }

    /// The value that clients meant: MLflow's send values as the JSON text of them. A text that is no JSON, or is that
    /// of a number or a word such as `true`, is meant as it is.
    public static AnyValue decoded(AnyValue value) {
        return value instanceof AnyValue.Text(String text) && mayBeJson(text) ? parsed(text) : value;
    }

    /// The value that a text is the JSON of; a text that is no JSON is meant as it is.
    static AnyValue parsed(String text) {
        if (isPlainlyQuoted(text)) {
            return new AnyValue.Text(text.substring(1, text.length() - 1));
        }
        try (JsonParser parser = TEXTS.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != null) {
                AnyValue read = read(parser, 0);
                if (parser.nextToken() == null) {
                    return read;
                }
            }
        } catch (JacksonException | ArithmeticException noJson) {
            // told by the answer
        }
        return new AnyValue.Text(text);
    }

    /// How many values there are in one, itself included.
    static long parts(AnyValue value) {
        return switch (value) {
            case AnyValue.Listed(List<AnyValue> values) ->
                1 + values.stream().mapToLong(Values::parts).sum();
            case AnyValue.Mapped(Map<String, AnyValue> values) ->
                1 + values.values().stream().mapToLong(Values::parts).sum();
            default -> 1;
        };
    }

    private static boolean mayBeJson(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) <= ' ') {
            first++;
        }
        int last = text.length() - 1;
        while (last > first && text.charAt(last) <= ' ') {
            last--;
        }
        if (first >= last) {
            return false;
        }
        return switch (text.charAt(first)) {
            case '{' -> text.charAt(last) == '}';
            case '[' -> text.charAt(last) == ']';
            case '"' -> text.charAt(last) == '"';
            default -> false;
        };
    }

    /// Whether it is the JSON of a text that needs no more than its quotes.
    private static boolean isPlainlyQuoted(String text) {
        int last = text.length() - 1;
        if (last < 1 || text.charAt(0) != '"' || text.charAt(last) != '"') {
            return false;
        }
        for (int i = 1; i < last; i++) {
            char unit = text.charAt(i);
            if (unit < ' ' || unit == '"' || unit == '\\') {
                return false;
            }
        }
        return true;
    }

    private static AnyValue read(JsonParser parser, int depth) {
        if (depth > MAX_MESSAGES) {
            throw new ArithmeticException("too deep");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, AnyValue> values = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    values.put(key, read(parser, depth + OBJECT));
                }
                yield new AnyValue.Mapped(values);
            }
            case START_ARRAY -> {
                List<AnyValue> values = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    values.add(read(parser, depth + LIST));
                }
                yield new AnyValue.Listed(values);
            }
            case VALUE_STRING -> new AnyValue.Text(parser.getString());
            case VALUE_TRUE -> new AnyValue.Bool(true);
            case VALUE_FALSE -> new AnyValue.Bool(false);
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? new AnyValue.Text(parser.getString())
                        : new AnyValue.Int(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> new AnyValue.Real(parser.getDoubleValue());
            case VALUE_NULL -> AnyValue.Unset.UNSET;
            default -> throw new ArithmeticException("no value");
        };
    }

    /// The plain JSON of a value: what a client would have encoded.
    public static String json(AnyValue value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = generator(text)) {
            write(json, value);
        }
        return text.toString();
    }

    /// A text as it is, anything else as JSON.
    public static String text(AnyValue value) {
        return switch (value) {
            case AnyValue.Text(String text) -> text;
            case AnyValue.Int(long number) -> Long.toString(number);
            case AnyValue.Bool(boolean is) -> Boolean.toString(is);
            default -> json(value);
        };
    }

    static JsonGenerator generator(java.io.Writer out) {
        return FACTORY.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), out);
    }

    static void write(JsonGenerator json, AnyValue value) {
        switch (value) {
            case AnyValue.Text(String text) -> json.writeString(text);
            case AnyValue.Bool(boolean is) -> json.writeBoolean(is);
            case AnyValue.Int(long number) -> json.writeNumber(number);
            case AnyValue.Real(double number) -> json.writeNumber(number);
            case AnyValue.Bytes(byte[] bytes) -> json.writeBinary(bytes);
            case AnyValue.Listed(List<AnyValue> values) -> {
                json.writeStartArray();
                values.forEach(item -> write(json, item));
                json.writeEndArray();
            }
            case AnyValue.Mapped(Map<String, AnyValue> values) -> {
                json.writeStartObject();
                values.forEach((key, held) -> {
                    json.writeName(key);
                    write(json, held);
                });
                json.writeEndObject();
            }
            case AnyValue.Unset unset -> json.writeNull();
        }
    }
}
