package dev.cairn.artifacts;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;

/// Knows whose the files of the store are.
@FunctionalInterface
public interface ArtifactGuard {
    /// Whether the caller sees what a path is of.
    ///
    /// @throws dev.cairn.http.ApiException `PERMISSION_DENIED` if they see it, but may not do with it what they ask
    boolean admits(Caller caller, ArtifactPath path);

    /// Whether what a path is of belongs to a workspace, wherever it lies: things keep their files where they are when
    /// they move to another.
    default boolean isOf(Workspace workspace, ArtifactPath path) {
        return false;
    }
}
