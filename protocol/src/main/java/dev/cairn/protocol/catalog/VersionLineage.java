package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.lineage.LineageDirection;
import dev.cairn.protocol.lineage.LineageEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client runs in that makes or uses a version.
///
/// @param direction from the version; downstream if unset
public record VersionLineage(
        List<LineageEntity> entities, @Nullable LineageDirection direction) {
    public VersionLineage {
        entities = Require.listOrEmpty(entities);
    }
}
