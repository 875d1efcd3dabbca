package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;

/// `POST review-queues/delete`.
public record DeleteReviewQueue(String queueId) {
    public DeleteReviewQueue {
        Require.text("queue_id", queueId);
    }
}
