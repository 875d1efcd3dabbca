package dev.cairn.protocol.artifacts;

import dev.cairn.protocol.Require;
import java.util.Map;

/// Where a client sends a part by PUT.
///
/// @param headers what must be sent with it
public record MultipartUploadCredential(String url, int partNumber, Map<String, String> headers) {
    public MultipartUploadCredential {
        headers = Require.mapOrEmpty(headers);
    }
}
