package dev.cairn.scoring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What an `MLmodel` file says: flavours by name with their settings (every scalar a text), the signature, and ids,
/// null where the model has none.
public record MlModel(
        SequencedMap<String, JsonNode> flavors,
        Signature signature,
        @Nullable String modelId,
        @Nullable String modelUuid,
        @Nullable String runId) {

    public MlModel {
        flavors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(flavors));
    }

    /// Reads the text of an `MLmodel` file.
    public static MlModel parse(String yaml) {
        return MlModelReader.read(yaml);
    }

    /// The settings of a flavour.
    public Optional<JsonNode> findFlavor(String name) {
        return Optional.ofNullable(flavors.get(name));
    }
}
