package dev.cairn.artifacts;

import dev.cairn.access.Caller;

/// Knows whose the files of the store are.
@FunctionalInterface
public interface ArtifactGuard {
    /// Whether the caller sees what a path is of.
    ///
    /// @throws dev.cairn.http.ApiException `PERMISSION_DENIED` if they see it, but may not do with it what they ask
    boolean admits(Caller caller, ArtifactPath path);
}
