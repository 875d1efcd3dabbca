package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST review-queues/items/remove`.
public record RemoveItemsFromReviewQueue(String queueId, List<String> itemIds) {
    public RemoveItemsFromReviewQueue {
        Require.text("queue_id", queueId);
        itemIds = Require.listOrEmpty(itemIds);
    }
}
