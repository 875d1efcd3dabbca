package dev.cairn.scoring.trees;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Reads JSON into a `Part`, arrays of numbers without boxing.
final class JsonDocument {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TEXT = 100_000_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .build())
            .build();

    private final JsonParser parser;
    private final boolean single;
    private int values;

    private JsonDocument(JsonParser parser, boolean single) {
        this.parser = parser;
        this.single = single;
    }

    /// @param single whether what is written with a point or exponent is a number of 32 bits, to be rounded once
    static Part read(InputStream bytes, boolean single) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            parser.nextToken();
            Part document = new Part("", new JsonDocument(parser, single).value());
            if (parser.nextToken() != null) {
                throw new BoosterFormatException("goes on after its end");
            }
            return document;
        } catch (JacksonException unreadable) {
            throw new BoosterFormatException("is not valid JSON: " + unreadable.getOriginalMessage(), unreadable);
        }
    }

    private @Nullable Object value() {
        Part.requireModest(++values);
        return switch (parser.currentToken()) {
            case START_OBJECT -> map();
            case START_ARRAY -> array();
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_NULL -> null;
            case null, default -> throw new BoosterFormatException("ends where a value belongs");
        };
    }

    private Map<String, @Nullable Object> map() {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            map.put(name, value());
        }
        return map;
    }

    /// An array that begins with a number (or, in the oldest files, a boolean) holds nothing else.
    private Object array() {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.END_ARRAY) {
            return new double[0];
        } else if (first.isNumeric() || first.isBoolean()) {
            NumberList numbers = new NumberList();
            for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                numbers.add(token.isBoolean() ? (token == JsonToken.VALUE_TRUE ? 1 : 0) : number());
            }
            return numbers.toArray();
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value());
        }
        return values;
    }

    private double number() {
        return single && parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                ? parser.getFloatValue()
                : parser.getDoubleValue();
    }
}
