package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `DELETE registered-models/delete`.
public record DeleteRegisteredModel(String name) {
    public DeleteRegisteredModel {
        Require.text("name", name);
    }
}
