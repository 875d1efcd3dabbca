package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;

/// `GET experiments/get`.
public record GetExperiment(String experimentId) {
    public GetExperiment {
        Require.text("experiment_id", experimentId);
    }

    public record Response(Experiment experiment) {}
}
