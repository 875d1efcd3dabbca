package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH unity-catalog/model-versions/update`.
public record UpdateGovernedVersion(
        String name, String version, @Nullable String description) {
    public UpdateGovernedVersion {
        Require.text("name", name);
        Require.text("version", version);
    }

    public record Response(GovernedVersion modelVersion) {}
}
