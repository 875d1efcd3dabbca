package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;

/// `GET review-queues/get`.
public record GetReviewQueue(String queueId) {
    public GetReviewQueue {
        Require.text("queue_id", queueId);
    }

    public record Response(ReviewQueue reviewQueue) {}
}
