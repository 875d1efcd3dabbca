package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.artifacts.UrlHeader;
import java.util.List;

/// What `GET model-versions/get-signed-download-uri` answers: where a file of a version is read.
///
/// @param headers that go with it
public record SignedDownloadUri(String signedUri, List<UrlHeader> headers) {
    public SignedDownloadUri {
        headers = Require.listOrEmpty(headers);
    }
}
