package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;

/// An experiment.
public record Experiment(
        String experimentId,
        String name,
        String artifactLocation,
        String lifecycleStage,
        long lastUpdateTime,
        long creationTime,
        List<Tag> tags,
        String workspace) {
    public Experiment {
        tags = Require.listOrEmpty(tags);
    }
}
