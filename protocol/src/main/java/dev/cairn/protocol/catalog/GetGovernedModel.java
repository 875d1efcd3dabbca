package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;

/// `GET unity-catalog/registered-models/get`.
public record GetGovernedModel(String name) {
    public GetGovernedModel {
        Require.text("name", name);
    }

    public record Response(GovernedModel registeredModel) {}
}
