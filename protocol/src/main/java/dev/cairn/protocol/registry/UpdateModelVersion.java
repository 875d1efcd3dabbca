package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH model-versions/update`. Without a description it clears the one there is.
public record UpdateModelVersion(
        String name, String version, @Nullable String description) {
    public UpdateModelVersion {
        Require.text("name", name);
        Require.text("version", version);
    }

    public record Response(ModelVersion modelVersion) {}
}
