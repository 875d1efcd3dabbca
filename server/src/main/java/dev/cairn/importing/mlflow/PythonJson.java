package dev.cairn.importing.mlflow;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// JSON as Python writes it, with bare `NaN` and `Infinity`.
final class PythonJson {
    private static final int MAX_TEXT = 128 * 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .build())
            .build();

    private PythonJson() {}

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /// What a text stands for; a text that is no JSON stands for itself, and none for `null`.
    static JsonNode read(@Nullable String text) {
        try {
            return MAPPER.readTree(text == null ? "null" : text);
        } catch (JacksonException noJson) {
            return StringNode.valueOf(text);
        }
    }
}
