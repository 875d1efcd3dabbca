package dev.cairn.protocol.artifacts;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST mpu/complete/{folder}`: makes one file of the parts.
public record CompleteMultipartUpload(String path, String uploadId, List<MultipartUploadPart> parts) {
    public CompleteMultipartUpload {
        Require.text("path", path);
        Require.text("upload_id", uploadId);
        Require.present("parts", parts);
    }
}
