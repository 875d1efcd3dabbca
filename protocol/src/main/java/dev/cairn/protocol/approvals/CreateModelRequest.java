package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST registry/requests/create`: asks that a version be moved to a stage, or be given an alias.
public record CreateModelRequest(
        String name,
        String version,
        @Nullable String stage,
        @Nullable String alias,
        @Nullable String comment) {
    public CreateModelRequest {
        Require.text("name", name);
        Require.text("version", version);
    }

    public record Response(ModelRequest request) {}
}
