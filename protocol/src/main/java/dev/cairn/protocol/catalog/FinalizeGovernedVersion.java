package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;

/// `POST unity-catalog/model-versions/finalize`.
public record FinalizeGovernedVersion(String name, String version) {
    public FinalizeGovernedVersion {
        Require.text("name", name);
        Require.text("version", version);
    }

    public record Response(GovernedVersion modelVersion) {}
}
