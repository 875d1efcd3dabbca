package dev.cairn.review;

import dev.cairn.protocol.review.ReviewQueue;
import dev.cairn.protocol.review.ReviewQueueType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A row of `review_queues`.
record StoredQueue(
        long id,
        String queueId,
        long experiment,
        String name,
        ReviewQueueType type,
        @Nullable String createdBy,
        long creationTime,
        long lastUpdateTime) {

    /// What no two queues of an experiment share.
    String nameKey() {
        return keyOf(name);
    }

    static String keyOf(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// The queue as it is sent.
    ReviewQueue with(List<String> users, List<String> schemaIds) {
        return new ReviewQueue(
                queueId,
                Long.toString(experiment),
                name,
                type,
                createdBy,
                creationTime,
                lastUpdateTime,
                users,
                schemaIds);
    }
}
