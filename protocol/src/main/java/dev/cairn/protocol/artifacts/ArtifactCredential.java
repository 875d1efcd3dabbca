package dev.cairn.protocol.artifacts;

import dev.cairn.protocol.Require;
import java.util.List;

/// Where one of the managed platform's clients reads or sends a file, and how.
///
/// @param headers that go with it
/// @param type    which store's URL it is
public record ArtifactCredential(String signedUri, List<UrlHeader> headers, Type type) {
    public ArtifactCredential {
        headers = Require.listOrEmpty(headers);
    }

    /// One that takes a single GET or PUT.
    public ArtifactCredential(String url, List<UrlHeader> headers) {
        this(url, headers, Type.AWS_PRESIGNED_URL);
    }

    /// What clients know URLs of.
    public enum Type {
        AZURE_SAS_URI,
        AWS_PRESIGNED_URL,
        GCP_SIGNED_URL,
        AZURE_ADLS_GEN2_SAS_URI
    }
}
