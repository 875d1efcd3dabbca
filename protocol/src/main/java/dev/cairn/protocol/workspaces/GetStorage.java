package dev.cairn.protocol.workspaces;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `GET cairn/workspaces/{workspace_name}/storage`: what a workspace may use of the artifact store, and uses.
public record GetStorage(String workspaceName) {
    public GetStorage {
        Require.text("workspace_name", workspaceName);
    }

    /// Sizes are in bytes.
    ///
    /// @param quota        what is in force; absent for no bound
    /// @param ownQuota     what was set for this workspace; absent for the server's default, -1 for no bound
    /// @param defaultQuota of the server (`--storage-quota`); absent for no bound
    /// @param used         absent where nothing bounds it, or until it is measured
    /// @param reserved     for what is on its way in
    /// @param measuredTime when the store was measured the last time, milliseconds since 1970; absent for never
    public record Response(
            @Nullable Long quota,
            @Nullable Long ownQuota,
            @Nullable Long defaultQuota,
            @Nullable Long used,
            long reserved,
            @Nullable Long measuredTime) {}
}
