package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST databricks/model-versions/transition-stage`: moves a version, as the managed platform's SDKs do.
///
/// @param archiveExistingVersions whether the versions that are in the stage move to Archived; unset: no
public record TransitionStageDatabricks(
        String name,
        String version,
        String stage,
        @Nullable Boolean archiveExistingVersions,
        @Nullable String comment) {
    public TransitionStageDatabricks {
        Require.text("name", name);
        Require.text("version", version);
        Require.text("stage", stage);
    }

    public record Response(ModelVersionDatabricks modelVersionDatabricks) {}
}
