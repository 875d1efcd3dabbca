package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET review-queues/traces`: the items of a queue, in the order of `review-queues/items/list`.
public record ListQueuedTraces(
        String queueId,
        @Nullable ReviewStatus status,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public ListQueuedTraces {
        Require.text("queue_id", queueId);
    }

    public record Response(
            List<QueuedTrace> traces, @Nullable String nextPageToken) {}
}
