package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST registry/requests/approve`, `reject` and `cancel`.
///
/// @param archiveExistingVersions when it is approved: whether the versions that are in the stage move to Archived
public record DecideModelRequest(
        String requestId,
        @Nullable String comment,
        @Nullable Boolean archiveExistingVersions) {
    public DecideModelRequest {
        Require.text("request_id", requestId);
    }

    public record Response(ModelActivity activity) {}
}
