package dev.cairn.scoring;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// Reads `MLmodel` files. Tags are ignored and no scalar is interpreted: PyYAML leaves a run id such as `12e4…`
/// unquoted, which newer YAML reads as a number.
final class MlModelReader {
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .loadSettings(LoadSettings.builder().setCodePointLimit(MAX_BYTES).build())
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MlModelReader() {}

    static MlModel read(String yaml) {
        JsonNode root = tree(yaml);
        SequencedMap<String, JsonNode> flavors = new LinkedHashMap<>();
        root.path("flavors").properties().forEach(flavor -> flavors.put(flavor.getKey(), flavor.getValue()));
        JsonNode signature = root.path("signature");
        return new MlModel(
                flavors,
                signature.isObject() ? SignatureReader.read(signature) : Signature.NONE,
                id(root, "model_id"),
                id(root, "model_uuid"),
                id(root, "run_id"));
    }

    /// The text of a field, empty where it is missing or null.
    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static @Nullable String id(JsonNode root, String field) {
        String text = text(root, field);
        return text.isEmpty() ? null : text;
    }

    private static JsonNode tree(String yaml) {
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), yaml)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                return node(parser);
            }
        } catch (JacksonException unreadable) {
            throw new ModelFormatException(
                    "The MLmodel file is not valid YAML: " + unreadable.getOriginalMessage(), unreadable);
        }
        throw new ModelFormatException("The MLmodel file is not a YAML dictionary; log the model again.");
    }

    private static JsonNode node(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    object.set(name, node(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(node(parser));
                }
                yield array;
            }
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.stringNode(parser.getString());
        };
    }
}
