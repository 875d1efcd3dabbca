package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST experiments/set-experiment-tag`.
public record SetExperimentTag(
        String experimentId, String key, @Nullable String value) {
    public SetExperimentTag {
        Require.text("experiment_id", experimentId);
        Require.text("key", key);
    }
}
