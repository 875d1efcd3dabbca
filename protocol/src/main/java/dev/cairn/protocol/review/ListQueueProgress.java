package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET review-queues/overview`: the queues of an experiment, the newest first.
public record ListQueueProgress(
        String experimentId,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public ListQueueProgress {
        Require.text("experiment_id", experimentId);
    }

    public record Response(
            List<QueueProgress> queues, @Nullable String nextPageToken) {}
}
