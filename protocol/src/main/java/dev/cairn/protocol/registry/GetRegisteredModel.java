package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `GET registered-models/get`.
public record GetRegisteredModel(String name) {
    public GetRegisteredModel {
        Require.text("name", name);
    }

    public record Response(RegisteredModel registeredModel) {}
}
