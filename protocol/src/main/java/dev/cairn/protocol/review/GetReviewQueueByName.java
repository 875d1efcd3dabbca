package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;

/// `GET review-queues/get-by-name`.
public record GetReviewQueueByName(String experimentId, String name) {
    public GetReviewQueueByName {
        Require.text("experiment_id", experimentId);
        Require.text("name", name);
    }

    public record Response(ReviewQueue reviewQueue) {}
}
