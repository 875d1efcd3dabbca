package dev.cairn.protocol.artifacts;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST mpu/create/{folder}`: begins an upload in parts.
///
/// @param path     the file's path on the client's machine, of which the last name counts
/// @param numParts 1 if it is not said
public record CreateMultipartUpload(String path, @Nullable Long numParts) {
    public CreateMultipartUpload {
        Require.text("path", path);
    }

    /// Where the parts go.
    ///
    /// @param credentials one a part
    public record Response(String uploadId, List<MultipartUploadCredential> credentials) {}
}
