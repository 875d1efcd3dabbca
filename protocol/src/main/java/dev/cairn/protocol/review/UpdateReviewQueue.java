package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST review-queues/update`. The lists count where their flag is set; a name or an owner that is null stays.
public record UpdateReviewQueue(
        String queueId,
        @Nullable Boolean updateUsers,
        List<String> users,
        @Nullable Boolean updateSchemaIds,
        List<String> schemaIds,
        @Nullable String name,
        @Nullable String newOwner) {
    public UpdateReviewQueue {
        Require.text("queue_id", queueId);
        users = Require.listOrEmpty(users);
        schemaIds = Require.listOrEmpty(schemaIds);
    }

    public record Response(ReviewQueue reviewQueue) {}
}
