package dev.cairn.tracking.experiments;

import dev.cairn.access.Workspace;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;

/// A row of `experiments`. Times are milliseconds since 1970.
public record StoredExperiment(
        long id, String name, String artifactLocation, String lifecycleStage, long lastUpdateTime, long creationTime) {

    void requireActive() {
        Lifecycle.requireActive("experiment", id, lifecycleStage);
    }

    StoredExperiment in(String stage, long now) {
        return new StoredExperiment(id, name, artifactLocation, stage, now, creationTime);
    }

    StoredExperiment named(String newName, long now) {
        return new StoredExperiment(id, newName, artifactLocation, lifecycleStage, now, creationTime);
    }

    Experiment with(List<Tag> tags, Workspace workspace) {
        return new Experiment(
                Long.toString(id),
                name,
                artifactLocation,
                lifecycleStage,
                lastUpdateTime,
                creationTime,
                tags,
                workspace.name());
    }
}
