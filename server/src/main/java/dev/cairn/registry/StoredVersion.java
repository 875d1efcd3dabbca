package dev.cairn.registry;

import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.ModelVersionStatus;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of `model_versions` with the name of its model. Times are milliseconds since 1970.
///
/// @param id    the row's own number
/// @param model the number of the model's row
/// @param userId who made it; null if nobody knows
record StoredVersion(
        long id,
        long model,
        String name,
        long version,
        String stage,
        @Nullable String description,
        Origin origin,
        String runLink,
        long creationTime,
        long lastUpdateTime,
        @Nullable String userId) {

    ModelVersion with(List<Tag> tags, List<String> aliases) {
        return new ModelVersion(
                name,
                Long.toString(version),
                creationTime,
                lastUpdateTime,
                stage,
                description,
                origin.source(),
                origin.runId(),
                ModelVersionStatus.READY,
                tags,
                runLink,
                aliases,
                origin.modelId(),
                userId);
    }
}
