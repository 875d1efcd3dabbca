package dev.cairn.protocol.workspaces;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH workspaces/{workspace_name}`: changes what is given; an empty text takes a setting away.
public record UpdateWorkspace(
        String workspaceName,
        @Nullable String description,
        @Nullable String defaultArtifactRoot,
        @Nullable TraceArchivalConfig traceArchivalConfig) {
    public UpdateWorkspace {
        Require.text("workspace_name", workspaceName);
    }

    public record Response(Workspace workspace) {}
}
