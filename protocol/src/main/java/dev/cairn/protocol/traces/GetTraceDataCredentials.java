package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.artifacts.ArtifactCredential;
import org.jspecify.annotations.Nullable;

/// `GET traces/{request_id}/credentials-for-data-upload` and `…-download`, of the managed platform.
///
/// @param path of an attachment; null for the spans
public record GetTraceDataCredentials(
        String requestId, @Nullable String path) {
    public GetTraceDataCredentials {
        Require.text("request_id", requestId);
    }

    public record Response(ArtifactCredential credentialInfo) {}
}
