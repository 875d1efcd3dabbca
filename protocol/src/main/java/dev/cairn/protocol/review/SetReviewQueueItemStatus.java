package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST review-queues/items/set-status`.
public record SetReviewQueueItemStatus(
        String queueId,
        String itemId,
        ReviewStatus status,
        @Nullable String completedBy) {
    public SetReviewQueueItemStatus {
        Require.text("queue_id", queueId);
        Require.text("item_id", itemId);
        Require.present("status", status);
    }

    public record Response(ReviewQueueItem item) {}
}
