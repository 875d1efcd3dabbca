package dev.cairn.protocol.workspaces;

import dev.cairn.protocol.Require;

/// `PATCH cairn/workspaces/{workspace_name}/storage`: sets the quota of a workspace. The answer is that of
/// [GetStorage].
///
/// @param quota a size such as `500m`, `20g` or `2t`, of units of 1,024, or a number of bytes; `off` for no bound;
///              `default` for what the server gives every workspace
public record UpdateStorage(String workspaceName, String quota) {
    public UpdateStorage {
        Require.text("workspace_name", workspaceName);
        Require.text("quota", quota);
    }
}
