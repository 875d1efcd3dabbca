package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST model-versions/transition-stage`.
///
/// @param archiveExistingVersions whether the versions that are in the stage move to Archived; unset: no
public record TransitionModelVersionStage(
        String name, String version, String stage, @Nullable Boolean archiveExistingVersions) {
    public TransitionModelVersionStage {
        Require.text("name", name);
        Require.text("version", version);
        Require.text("stage", stage);
    }

    public record Response(ModelVersion modelVersion) {}
}
