package dev.cairn.evaluation;

import dev.cairn.http.ApiException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON inside a text, as Python reads and writes it: with bare `NaN` and `Infinity`, which data frames are full of.
final class JsonText {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_TEXT = 32 * 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .build())
            .build();

    private static final JsonMapper SORTED =
            MAPPER.rebuild().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private JsonText() {}

    /// The value that a text holds.
    ///
    /// @param what how the refusal of a malformed text calls it
    static JsonNode read(String what, String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw ApiException.invalid(what + " must be valid JSON");
            }
            return node;
        } catch (JacksonException malformed) {
            throw malformed(what, malformed);
        }
    }

    /// The object that a text holds.
    static ObjectNode object(String what, String text) {
        if (read(what, text) instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.invalid(what + " must be a JSON object");
    }

    /// Reads a long text piece by piece.
    static JsonParser parser(String text) {
        return MAPPER.createParser(text);
    }

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /// The text that is the same for all values that differ in the order of their fields alone.
    static String canonical(JsonNode node) {
        return SORTED.writeValueAsString(node);
    }

    static ApiException malformed(String what, JacksonException cause) {
        return ApiException.invalid("%s must be valid JSON: %s".formatted(what, cause.getOriginalMessage()));
    }
}
