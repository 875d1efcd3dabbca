package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A [RegisteredModel] as the managed platform tells it.
///
/// @param id              a number, by which permissions on it are asked for
/// @param userId          who made it, if that is known
/// @param permissionLevel what the caller may do with it, such as `CAN_EDIT`
public record RegisteredModelDatabricks(
        String id,
        String name,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        @Nullable String userId,
        @Nullable String description,
        List<ModelVersion> latestVersions,
        List<Tag> tags,
        @Nullable String permissionLevel) {
    public RegisteredModelDatabricks {
        latestVersions = Require.listOrEmpty(latestVersions);
        tags = Require.listOrEmpty(tags);
    }
}
