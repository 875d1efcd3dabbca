package dev.cairn.registry;

import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of `registered_models`. Times are milliseconds since 1970.
///
/// @param userId who made it; null if nobody knows
record StoredModel(
        long id,
        String name,
        String description,
        long creationTime,
        long lastUpdateTime,
        @Nullable String userId) {

    StoredModel named(String other, long now) {
        return new StoredModel(id, other, description, creationTime, now, userId);
    }

    RegisteredModel with(List<ModelVersion> latest, List<Tag> tags, List<RegisteredModelAlias> aliases) {
        return new RegisteredModel(
                name,
                creationTime,
                lastUpdateTime,
                description.isEmpty() ? null : description,
                latest,
                tags,
                aliases,
                userId);
    }
}
