package dev.cairn.protocol.workspaces;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST workspaces`.
public record CreateWorkspace(
        String name,
        @Nullable String description,
        @Nullable String defaultArtifactRoot,
        @Nullable TraceArchivalConfig traceArchivalConfig) {
    public CreateWorkspace {
        Require.text("name", name);
    }

    public record Response(Workspace workspace) {}
}
