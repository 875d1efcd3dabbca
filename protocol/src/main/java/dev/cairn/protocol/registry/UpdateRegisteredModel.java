package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH registered-models/update`. Without a description it clears the one there is.
public record UpdateRegisteredModel(String name, @Nullable String description) {
    public UpdateRegisteredModel {
        Require.text("name", name);
    }

    public record Response(RegisteredModel registeredModel) {}
}
