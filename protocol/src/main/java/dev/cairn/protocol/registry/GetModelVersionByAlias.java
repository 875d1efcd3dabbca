package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `GET registered-models/alias`.
public record GetModelVersionByAlias(String name, String alias) {
    public GetModelVersionByAlias {
        Require.text("name", name);
        Require.text("alias", alias);
    }

    public record Response(ModelVersion modelVersion) {}
}
