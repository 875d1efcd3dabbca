package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH unity-catalog/registered-models/update`.
public record UpdateGovernedModel(
        String name, @Nullable String newName, @Nullable String description) {
    public UpdateGovernedModel {
        Require.text("name", name);
    }

    public record Response(GovernedModel registeredModel) {}
}
