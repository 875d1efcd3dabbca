package dev.cairn.review;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.review.ReviewQueue;
import dev.cairn.protocol.review.ReviewQueueItem;
import java.util.List;

/// A review queue with its items, as it goes from one server to another.
public record QueueCopy(ReviewQueue queue, List<ReviewQueueItem> items) {
    public QueueCopy {
        items = Require.listOrEmpty(items);
    }

    /// The same queue in another experiment.
    public QueueCopy in(String experimentId) {
        return new QueueCopy(
                new ReviewQueue(
                        queue.queueId(),
                        experimentId,
                        queue.name(),
                        queue.queueType(),
                        queue.createdBy(),
                        queue.creationTimeMs(),
                        queue.lastUpdateTimeMs(),
                        queue.users(),
                        queue.schemaIds()),
                items);
    }
}
