package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A name under which versions of a model are registered. Times are milliseconds since 1970.
///
/// @param latestVersions the newest version of each stage that has one
/// @param userId         who made it, if that is known
public record RegisteredModel(
        String name,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        @Nullable String description,
        List<ModelVersion> latestVersions,
        List<Tag> tags,
        List<RegisteredModelAlias> aliases,
        @Nullable String userId) {
    public RegisteredModel {
        latestVersions = Require.listOrEmpty(latestVersions);
        tags = Require.listOrEmpty(tags);
        aliases = Require.listOrEmpty(aliases);
    }
}
