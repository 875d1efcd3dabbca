package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One version of a registered model. Times are milliseconds since 1970.
///
/// @param version its number, sent as text
/// @param runId   the run that made it, empty if none is known
/// @param modelId the logged model that was registered, if it was one
/// @param userId  who made it, if that is known
public record ModelVersion(
        String name,
        String version,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        String currentStage,
        @Nullable String description,
        String source,
        String runId,
        ModelVersionStatus status,
        List<Tag> tags,
        String runLink,
        List<String> aliases,
        @Nullable String modelId,
        @Nullable String userId) {
    public ModelVersion {
        tags = Require.listOrEmpty(tags);
        aliases = Require.listOrEmpty(aliases);
    }

    /// The same version, made from another source.
    public ModelVersion withSource(String other) {
        return new ModelVersion(
                name,
                version,
                creationTimestamp,
                lastUpdatedTimestamp,
                currentStage,
                description,
                other,
                runId,
                status,
                tags,
                runLink,
                aliases,
                modelId,
                userId);
    }
}
