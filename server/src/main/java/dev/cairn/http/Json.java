package dev.cairn.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.MissingParameter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/// The one JSON codec: protobuf's JSON conventions as the stock clients use them (semantics, section 2).
///
/// Fields are snake_case, and read in lowerCamelCase as well; unknown ones are ignored unless the record says otherwise
/// ([dev.cairn.protocol.NothingLost]); whole numbers may come as
/// strings; unset fields and empty lists are not written; `NaN` travels as a string.
public final class Json {
    private static final String DOCS = " See the API docs for more information about request parameters.";
    private static final int MAX_DEPTH = 64;
    private static final int MAX_DIGITS = 400;
    private static final int MAX_TEXT = 32 * 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .changeDefaultNullHandling(handling -> handling.withContentNulls(Nulls.FAIL))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .withConfigOverride(Collection.class, Json::omitEmpty)
            .withConfigOverride(List.class, Json::omitEmpty)
            .withConfigOverride(Map.class, Json::omitEmpty)
            .build();

    private static final JsonMapper ANSWERS = ofModels(StreamReadConstraints.builder()
            .maxNestingDepth(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build());

    private static final JsonMapper SENT = ofModels(StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_DIGITS)
            .build());

    private Json() {}

    /// With numbers that JSON has not, as Python writes them, and others as they stand.
    private static JsonMapper ofModels(StreamReadConstraints bounds) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(bounds)
                        .streamWriteConstraints(StreamWriteConstraints.builder()
                                .maxNestingDepth(Integer.MAX_VALUE)
                                .build())
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /// Reads a request record. A body that is itself a JSON string is decoded twice, as old clients need.
    public static <T> T read(byte[] body, Class<T> type) {
        return read(object(body), type);
    }

    /// Reads an array of records that this server wrote.
    static <T> List<T> readAll(byte[] array, Class<T> type) {
        return MAPPER.readerForListOf(type).readValue(array);
    }

    static <T> T read(ObjectNode parameters, Class<T> type) {
        Spellings.settle(parameters, type);
        Spellings.requireKnown(parameters, type);
        try {
            return MAPPER.treeToValue(parameters, type);
        } catch (JacksonException wrong) {
            throw refused(wrong, MAPPER.writeValueAsBytes(parameters));
        }
    }

    /// A parser over a body, for the few bodies that are worth reading by hand.
    public static JsonParser parser(byte[] body) {
        return MAPPER.createParser(body);
    }

    /// Reads any JSON value, for the few places that pass documents on.
    public static JsonNode readTree(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    /// Reads an answer of this server, which may lie deeper than requests may and have numbers that JSON has not.
    public static JsonNode readAnswer(byte[] answer) {
        return ANSWERS.readTree(answer);
    }

    /// A parser over the same.
    public static JsonParser answerParser(byte[] answer) {
        return ANSWERS.createParser(answer);
    }

    /// Reads what was sent to a model, within the bounds of requests.
    public static JsonNode readSent(byte[] body) {
        return SENT.readTree(body);
    }

    /// A parser over the same.
    public static JsonParser sentParser(String body) {
        return SENT.createParser(body);
    }

    /// Writes what [#readAnswer] or [#readSent] read.
    public static byte[] writeAnswer(JsonNode answer) {
        return ANSWERS.writeValueAsBytes(answer);
    }

    static ObjectNode object(byte[] body) {
        JsonNode tree = readTree(body);
        if (tree.isString()) {
            tree = readTree(tree.stringValue().getBytes(StandardCharsets.UTF_8));
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        if (tree.isMissingNode()) {
            return MAPPER.createObjectNode();
        }
        throw ApiException.badRequest("The request body must be a JSON object.");
    }

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    private static JsonInclude.Value omitEmptyValue() {
        return JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS);
    }

    private static void omitEmpty(tools.jackson.databind.cfg.MutableConfigOverride override) {
        override.setInclude(omitEmptyValue());
    }

    private static ApiException malformed(JacksonException cause) {
        String what = cause instanceof DatabindException ? "more text after its end" : cause.getOriginalMessage();
        String where = cause.getLocation() == null
                ? ""
                : " at line %d, column %d"
                        .formatted(
                                cause.getLocation().getLineNr(),
                                cause.getLocation().getColumnNr());
        return ApiException.badRequest("The request body is not valid JSON%s: %s".formatted(where, what));
    }

    /// The refusal of a request that lacks a parameter.
    static ApiException refused(String missing) {
        return ApiException.invalid(new MissingParameter(missing).getMessage() + DOCS);
    }

    private static ApiException refused(JacksonException wrong, byte[] body) {
        String parameter = parameter(wrong.getPath());
        if (wrong.getCause() instanceof MissingParameter missing) {
            String name = parameter.isEmpty() ? missing.parameter() : parameter + "." + missing.parameter();
            return refused(name);
        }
        if (wrong.getCause() instanceof ApiException refusal) {
            return refusal;
        }
        if (parameter.isEmpty()) {
            return ApiException.badRequest("The request body must be a JSON object.");
        }
        JsonNode value = MAPPER.readTree(body);
        for (JacksonException.Reference step : wrong.getPath()) {
            value = step.getPropertyName() == null ? value.path(step.getIndex()) : value.path(step.getPropertyName());
        }
        return new ApiException(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "Invalid value %s for parameter '%s' supplied:  Hint: Value was of type '%s'.%s"
                        .formatted(abbreviated(value.toString()), parameter, typeName(value), DOCS));
    }

    private static String parameter(List<JacksonException.Reference> path) {
        StringBuilder name = new StringBuilder();
        for (JacksonException.Reference step : path) {
            if (step.getPropertyName() == null) {
                name.append('[').append(step.getIndex()).append(']');
            } else {
                name.append(name.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return name.toString();
    }

    private static String abbreviated(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    /// The type names that the reference's messages use.
    private static String typeName(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING, BINARY -> "str";
            case NUMBER -> value.isIntegralNumber() ? "int" : "float";
            case BOOLEAN -> "bool";
            case ARRAY -> "list";
            case OBJECT, POJO -> "dict";
            case NULL, MISSING -> "NoneType";
        };
    }
}
