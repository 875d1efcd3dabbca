package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a logged model is.
public record LoggedModelInfo(
        String modelId,
        String experimentId,
        String name,
        long creationTimestampMs,
        long lastUpdatedTimestampMs,
        String artifactUri,
        LoggedModelStatus status,
        @Nullable String modelType,
        @Nullable String sourceRunId,
        @Nullable String statusMessage,
        List<Tag> tags) {
    public LoggedModelInfo {
        tags = Require.listOrEmpty(tags);
    }
}
