package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST 3.0/cairn/registry/promote`: copies a version to a model of the catalogue, with its files. The answer comes
/// while the files are on their way.
///
/// @param name            of a model of the workspace, or of the catalogue
/// @param fromCatalogue   whether it is one of the catalogue; unset: no
/// @param toName          the three names of the other model, which is made where there is none
/// @param withTags        whether its tags go with it; unset: no
/// @param withDescription whether its description goes with it; unset: no
public record PromoteVersion(
        String name,
        String version,
        @Nullable Boolean fromCatalogue,
        String toName,
        @Nullable Boolean withTags,
        @Nullable Boolean withDescription) {
    public PromoteVersion {
        Require.text("name", name);
        Require.text("version", version);
        Require.text("to_name", toName);
    }

    public record Response(GovernedVersion modelVersion) {}
}
