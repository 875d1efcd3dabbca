package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `GET model-versions/get-download-uri`.
public record GetModelVersionDownloadUri(String name, String version) {
    public GetModelVersionDownloadUri {
        Require.text("name", name);
        Require.text("version", version);
    }

    public record Response(String artifactUri) {}
}
