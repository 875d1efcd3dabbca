package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `POST registered-models/alias`.
public record SetRegisteredModelAlias(String name, String alias, String version) {
    public SetRegisteredModelAlias {
        Require.text("name", name);
        Require.text("alias", alias);
        Require.text("version", version);
    }
}
