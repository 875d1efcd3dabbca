package dev.cairn.serving;

import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.remote.ClusterModels;
import java.util.List;
import java.util.Objects;

/// A configuration with the versions that its entities mean now.
///
/// @param versions a number for each served entity, in their order; empty where there is none
record Plan(StoredConfig stored, List<String> versions) {

    List<ServedEntity> entities() {
        return stored.config().servedEntities();
    }

    long configVersion() {
        return stored.version();
    }

    /// Whether it serves the same as another, whatever became of their configuration meanwhile.
    boolean isLike(Plan other) {
        return configVersion() == other.configVersion()
                && versions.equals(other.versions)
                && namesInCluster().equals(other.namesInCluster());
    }

    /// The names by which pods fetch models, also later.
    private List<String> namesInCluster() {
        return entities().stream()
                .filter(ClusterModels::areOf)
                .map(entity -> Objects.requireNonNull(entity.entityName()))
                .toList();
    }
}
