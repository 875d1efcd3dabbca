package dev.cairn.protocol.artifacts;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `GET logged-models/{model_id}/artifacts/directories`.
public record ListLoggedModelArtifacts(
        String modelId,
        @Nullable String artifactDirectoryPath,
        @Nullable String pageToken,
        @Nullable Integer maxResults) {
    public ListLoggedModelArtifacts {
        Require.text("model_id", modelId);
    }
}
