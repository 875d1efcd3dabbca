package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `DELETE model-versions/delete`.
public record DeleteModelVersion(String name, String version) {
    public DeleteModelVersion {
        Require.text("name", name);
        Require.text("version", version);
    }
}
