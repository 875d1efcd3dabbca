package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST review-queues/create`.
public record CreateReviewQueue(
        String experimentId, String name, ReviewQueueType queueType, List<String> users, List<String> schemaIds) {
    public CreateReviewQueue {
        Require.text("experiment_id", experimentId);
        Require.text("name", name);
        Require.present("queue_type", queueType);
        users = Require.listOrEmpty(users);
        schemaIds = Require.listOrEmpty(schemaIds);
    }

    public record Response(ReviewQueue reviewQueue) {}
}
