package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `DELETE model-versions/delete-tag`.
public record DeleteModelVersionTag(String name, String version, String key) {
    public DeleteModelVersionTag {
        Require.text("name", name);
        Require.text("version", version);
        Require.text("key", key);
    }
}
