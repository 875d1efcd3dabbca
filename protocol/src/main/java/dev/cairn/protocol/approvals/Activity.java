package dev.cairn.protocol.approvals;

import org.jspecify.annotations.Nullable;

/// Something that was done to a version, as the managed platform tells it. Times are milliseconds since 1970.
///
/// @param activityType  such as `REQUESTED_TRANSITION`
/// @param systemComment what the server has to say about it
public record Activity(
        String id,
        String activityType,
        @Nullable String comment,
        String userId,
        @Nullable String fromStage,
        @Nullable String toStage,
        @Nullable String systemComment,
        long creationTimestamp,
        long lastUpdatedTimestamp) {}
