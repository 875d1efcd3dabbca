package dev.cairn.protocol.workspaces;

import dev.cairn.protocol.Require;

/// `GET workspaces/{workspace_name}`.
public record GetWorkspace(String workspaceName) {
    public GetWorkspace {
        Require.text("workspace_name", workspaceName);
    }

    public record Response(Workspace workspace) {}
}
