package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;

/// `POST experiments/delete`: to the trash, with its active runs.
public record DeleteExperiment(String experimentId) {
    public DeleteExperiment {
        Require.text("experiment_id", experimentId);
    }
}
