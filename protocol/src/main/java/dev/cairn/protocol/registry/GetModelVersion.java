package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `GET model-versions/get`.
public record GetModelVersion(String name, String version) {
    public GetModelVersion {
        Require.text("name", name);
        Require.text("version", version);
    }

    public record Response(ModelVersion modelVersion) {}
}
