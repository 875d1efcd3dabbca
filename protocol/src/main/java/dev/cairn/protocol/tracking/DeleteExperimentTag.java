package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;

/// `POST experiments/delete-experiment-tag`.
public record DeleteExperimentTag(String experimentId, String key) {
    public DeleteExperimentTag {
        Require.text("experiment_id", experimentId);
        Require.text("key", key);
    }
}
