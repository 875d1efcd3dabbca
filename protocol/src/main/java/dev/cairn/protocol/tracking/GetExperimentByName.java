package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;

/// `GET experiments/get-by-name`.
public record GetExperimentByName(String experimentName) {
    public GetExperimentByName {
        Require.text("experiment_name", experimentName);
    }

    public record Response(Experiment experiment) {}
}
