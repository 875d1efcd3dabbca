package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.registry.ModelVersionStatus;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version as the managed platform tells it. Times are milliseconds since 1970.
///
/// @param userId          who made it; unset if nobody knows
/// @param permissionLevel what the caller may do with it, such as `CAN_EDIT`
/// @param openRequests    that it be moved to a stage
public record ModelVersionDatabricks(
        String name,
        String version,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        @Nullable String userId,
        String currentStage,
        @Nullable String description,
        String source,
        String runId,
        String runLink,
        ModelVersionStatus status,
        List<Tag> tags,
        @Nullable String permissionLevel,
        List<Activity> openRequests) {
    public ModelVersionDatabricks {
        tags = Require.listOrEmpty(tags);
        openRequests = Require.listOrEmpty(openRequests);
    }
}
