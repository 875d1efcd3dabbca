package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `DELETE transition-requests/delete`: takes a request back.
///
/// @param creator who made it
public record DeleteTransitionRequest(
        String name,
        String version,
        String stage,
        String creator,
        @Nullable String comment) {
    public DeleteTransitionRequest {
        Require.text("name", name);
        Require.text("version", version);
        Require.text("stage", stage);
        Require.text("creator", creator);
    }

    public record Response(Activity activity) {}
}
