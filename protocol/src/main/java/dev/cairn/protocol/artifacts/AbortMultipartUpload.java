package dev.cairn.protocol.artifacts;

import dev.cairn.protocol.Require;

/// `POST mpu/abort/{folder}`: forgets an upload and its parts.
public record AbortMultipartUpload(String path, String uploadId) {
    public AbortMultipartUpload {
        Require.text("path", path);
        Require.text("upload_id", uploadId);
    }
}
