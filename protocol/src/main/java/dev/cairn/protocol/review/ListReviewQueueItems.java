package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET review-queues/items/list`.
public record ListReviewQueueItems(
        String queueId,
        @Nullable ReviewStatus status,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public ListReviewQueueItems {
        Require.text("queue_id", queueId);
    }

    public record Response(List<ReviewQueueItem> items, String nextPageToken) {}
}
