package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;

/// `POST experiments/restore`: from the trash, with all its runs.
public record RestoreExperiment(String experimentId) {
    public RestoreExperiment {
        Require.text("experiment_id", experimentId);
    }
}
