package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `POST registered-models/rename`.
public record RenameRegisteredModel(String name, String newName) {
    public RenameRegisteredModel {
        Require.text("name", name);
        Require.text("new_name", newName);
    }

    public record Response(RegisteredModel registeredModel) {}
}
