package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `DELETE registered-models/delete-tag`.
public record DeleteRegisteredModelTag(String name, String key) {
    public DeleteRegisteredModelTag {
        Require.text("name", name);
        Require.text("key", key);
    }
}
