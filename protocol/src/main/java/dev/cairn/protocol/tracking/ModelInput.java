package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;

/// A logged model that a run read.
public record ModelInput(String modelId) {
    public ModelInput {
        Require.text("model_id", modelId);
    }
}
