package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;

/// `PATCH logged-models/{model_id}`.
public record FinalizeLoggedModel(String modelId, LoggedModelStatus status) {
    public FinalizeLoggedModel {
        Require.text("model_id", modelId);
        Require.present("status", status);
    }

    public record Response(LoggedModel model) {}
}
