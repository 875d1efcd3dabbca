package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `GET databricks/registered-models/get`: a registered model with its number, as the managed platform's SDKs ask for
/// it.
public record GetRegisteredModelDatabricks(String name) {
    public GetRegisteredModelDatabricks {
        Require.text("name", name);
    }

    public record Response(RegisteredModelDatabricks registeredModelDatabricks) {}
}
