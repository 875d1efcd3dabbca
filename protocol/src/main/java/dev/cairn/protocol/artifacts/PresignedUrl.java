package dev.cairn.protocol.artifacts;

import dev.cairn.protocol.Require;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `POST artifacts/presigned-download-url` and `presigned-upload-url`, for a file of a run or a logged model.
///
/// @param expiration seconds
/// @param fileSize   the bytes of a file that is to be written, which some servers have to know; the reference has
///                   nothing like it
public record PresignedUrl(
        @Nullable String runId,
        @Nullable String modelId,
        String path,
        @Nullable Long expiration,
        @Nullable Long fileSize) {
    public PresignedUrl {
        Require.text("path", path);
    }

    /// Where the file is read or written.
    ///
    /// @param headers  what must be sent with the request
    /// @param fileSize of a download
    public record Response(
            String presignedUrl,
            Map<String, String> headers,
            @Nullable Long fileSize) {}
}
