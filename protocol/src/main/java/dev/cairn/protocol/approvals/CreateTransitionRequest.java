package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST transition-requests/create`: asks that a version be moved to a stage.
public record CreateTransitionRequest(
        String name, String version, String stage, @Nullable String comment) {
    public CreateTransitionRequest {
        Require.text("name", name);
        Require.text("version", version);
        Require.text("stage", stage);
    }

    public record Response(TransitionRequest request) {}
}
