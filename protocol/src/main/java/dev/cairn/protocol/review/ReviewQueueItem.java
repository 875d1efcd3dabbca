package dev.cairn.protocol.review;

import org.jspecify.annotations.Nullable;

/// One trace in a queue, and who reviewed it when.
public record ReviewQueueItem(
        String queueId,
        ReviewItemType itemType,
        String itemId,
        ReviewStatus status,
        @Nullable String completedBy,
        @Nullable Long completedTimeMs,
        long creationTimeMs,
        long lastUpdateTimeMs) {}
