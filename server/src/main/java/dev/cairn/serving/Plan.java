package dev.cairn.serving;

import dev.cairn.protocol.serving.ServedEntity;
import java.util.List;

/// A configuration with the versions that its entities mean now.
///
/// @param versions a number for each served entity, in their order
record Plan(StoredConfig stored, List<String> versions) {

    List<ServedEntity> entities() {
        return stored.config().servedEntities();
    }

    long configVersion() {
        return stored.version();
    }

    /// Whether it serves the same as another, whatever became of their configuration meanwhile.
    boolean isLike(Plan other) {
        return configVersion() == other.configVersion() && versions.equals(other.versions);
    }
}
