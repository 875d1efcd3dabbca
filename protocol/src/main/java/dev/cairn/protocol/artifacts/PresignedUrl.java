package dev.cairn.protocol.artifacts;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST artifacts/presigned-download-url` and `presigned-upload-url`.
public record PresignedUrl(
        @Nullable String runId,
        @Nullable String modelId,
        String path,
        @Nullable Long expiration) {
    public PresignedUrl {
        Require.text("path", path);
    }
}
