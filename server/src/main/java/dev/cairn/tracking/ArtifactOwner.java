package dev.cairn.tracking;

import org.jspecify.annotations.Nullable;

/// A run or a logged model, to features that refer to its artifacts.
///
/// @param artifactUri the root below which its artifacts lie
/// @param runId       the run itself, or the one that logged the model if that is known
public record ArtifactOwner(
        String id, String artifactUri, @Nullable String runId) {}
