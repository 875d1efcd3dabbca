package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// A logged model that a run wrote.
public record ModelOutput(String modelId, @Nullable Long step) {
    public ModelOutput {
        Require.text("model_id", modelId);
    }
}
