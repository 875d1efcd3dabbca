package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;

/// `DELETE logged-models/{model_id}`: to the trash.
public record DeleteLoggedModel(String modelId) {
    public DeleteLoggedModel {
        Require.text("model_id", modelId);
    }
}
