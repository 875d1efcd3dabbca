package dev.cairn.protocol.workspaces;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `DELETE workspaces/{workspace_name}`.
///
/// @param mode RESTRICT (the default) refuses where there is anything in it, SET_DEFAULT moves that to the default
///             workspace, CASCADE deletes it
public record DeleteWorkspace(
        String workspaceName, @Nullable String mode) {
    public DeleteWorkspace {
        Require.text("workspace_name", workspaceName);
    }
}
