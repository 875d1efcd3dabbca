package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;

/// `GET unity-catalog/registered-models/alias`.
public record GetGovernedVersionByAlias(String name, String alias) {
    public GetGovernedVersionByAlias {
        Require.text("name", name);
        Require.text("alias", alias);
    }

    public record Response(GovernedVersion modelVersion) {}
}
