package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;

/// `POST experiments/update`: renames.
public record UpdateExperiment(String experimentId, String newName) {
    public UpdateExperiment {
        Require.text("experiment_id", experimentId);
        Require.text("new_name", newName);
    }
}
