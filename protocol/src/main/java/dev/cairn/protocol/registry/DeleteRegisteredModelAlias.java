package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `DELETE registered-models/alias`.
public record DeleteRegisteredModelAlias(String name, String alias) {
    public DeleteRegisteredModelAlias {
        Require.text("name", name);
        Require.text("alias", alias);
    }
}
