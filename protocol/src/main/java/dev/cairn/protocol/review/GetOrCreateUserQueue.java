package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;

/// `POST review-queues/get-or-create-user`.
public record GetOrCreateUserQueue(String experimentId, String user) {
    public GetOrCreateUserQueue {
        Require.text("experiment_id", experimentId);
        Require.text("user", user);
    }

    public record Response(ReviewQueue reviewQueue) {}
}
