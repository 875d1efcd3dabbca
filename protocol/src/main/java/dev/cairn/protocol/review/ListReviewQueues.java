package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET review-queues/list`: those of a user or with an item, if one is named.
public record ListReviewQueues(
        String experimentId,
        @Nullable String user,
        @Nullable Long maxResults,
        @Nullable String pageToken,
        @Nullable String itemId) {
    public ListReviewQueues {
        Require.text("experiment_id", experimentId);
    }

    public record Response(List<ReviewQueue> reviewQueues, String nextPageToken) {}
}
