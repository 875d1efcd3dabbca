package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST review-queues/items/add`.
public record AddItemsToReviewQueue(
        String queueId, @Nullable ReviewItemType itemType, List<String> itemIds) {
    public AddItemsToReviewQueue {
        Require.text("queue_id", queueId);
        itemIds = Require.listOrEmpty(itemIds);
    }

    public record Response(List<ReviewQueueItem> items) {}
}
