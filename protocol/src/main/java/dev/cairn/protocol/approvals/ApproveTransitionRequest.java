package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST transition-requests/approve`: moves a version to a stage that was asked for.
///
/// @param archiveExistingVersions whether the versions that are in the stage move to Archived; unset: no
public record ApproveTransitionRequest(
        String name,
        String version,
        String stage,
        @Nullable Boolean archiveExistingVersions,
        @Nullable String comment) {
    public ApproveTransitionRequest {
        Require.text("name", name);
        Require.text("version", version);
        Require.text("stage", stage);
    }

    public record Response(Activity activity) {}
}
