package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.registry.ModelVersionStatus;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version of such a model, as MLflow's clients read it. Times are milliseconds since 1970.
public record GovernedVersion(
        String name,
        String version,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        String userId,
        @Nullable String description,
        String source,
        String runId,
        @Nullable String runTrackingServerId,
        ModelVersionStatus status,
        @Nullable String statusMessage,
        String storageLocation,
        List<RegisteredModelAlias> aliases,
        List<Tag> tags,
        @Nullable String modelId) {
    public GovernedVersion {
        aliases = Require.listOrEmpty(aliases);
        tags = Require.listOrEmpty(tags);
    }
}
