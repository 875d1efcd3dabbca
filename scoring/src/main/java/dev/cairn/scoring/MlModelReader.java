package dev.cairn.scoring;

import dev.cairn.scoring.text.Yaml;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads `MLmodel` files, and the other YAML files of a model.
final class MlModelReader {
    static final int MAX_BYTES = Yaml.MAX_CHARACTERS;

    /// PyYAML leaves a run id such as `12e4…` unquoted, which looks like a number.
    private static final Set<String> IDS = Set.of("model_id", "model_uuid", "run_id");

    private MlModelReader() {}

    static MlModel read(String yaml) {
        ObjectNode fields = tree("MLmodel", yaml);
        JsonNode signature = fields.path("signature");
        try {
            return new MlModel(fields, signature.isObject() ? SignatureReader.read(signature) : Signature.NONE);
        } catch (JacksonException misplaced) {
            throw new ModelFormatException(
                    "The signature of the MLmodel file cannot be read: %s".formatted(misplaced.getOriginalMessage()),
                    misplaced);
        }
    }

    /// The dictionary in a YAML file of a model.
    static ObjectNode tree(String file, String yaml) {
        try {
            return Yaml.read(yaml, IDS);
        } catch (IllegalArgumentException unreadable) {
            throw new ModelFormatException(
                    "The %s file %s; log the model again.".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    /// The text of a field, empty where it is missing or null.
    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
