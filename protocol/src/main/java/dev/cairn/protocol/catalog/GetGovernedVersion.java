package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;

/// `GET unity-catalog/model-versions/get`.
public record GetGovernedVersion(String name, String version) {
    public GetGovernedVersion {
        Require.text("name", name);
        Require.text("version", version);
    }

    public record Response(GovernedVersion modelVersion) {}
}
