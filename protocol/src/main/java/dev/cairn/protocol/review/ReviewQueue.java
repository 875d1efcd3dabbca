package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Traces that some people are to answer some questions about. Times are milliseconds.
public record ReviewQueue(
        String queueId,
        String experimentId,
        String name,
        ReviewQueueType queueType,
        @Nullable String createdBy,
        long creationTimeMs,
        long lastUpdateTimeMs,
        List<String> users,
        List<String> schemaIds) {
    public ReviewQueue {
        users = Require.listOrEmpty(users);
        schemaIds = Require.listOrEmpty(schemaIds);
    }
}
