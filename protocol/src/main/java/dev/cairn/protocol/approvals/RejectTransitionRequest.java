package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST transition-requests/reject`.
public record RejectTransitionRequest(
        String name, String version, String stage, @Nullable String comment) {
    public RejectTransitionRequest {
        Require.text("name", name);
        Require.text("version", version);
        Require.text("stage", stage);
    }

    public record Response(Activity activity) {}
}
