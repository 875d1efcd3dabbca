package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET review-queues/place`: all that a reviewer needs beside the trace itself.
///
/// @param itemId the item to review; the first that is pending where none is named
public record FindReviewPlace(String queueId, @Nullable String itemId) {
    public FindReviewPlace {
        Require.text("queue_id", queueId);
    }

    /// The queue, and the item in it.
    ///
    /// @param labelSchemas what is asked, in the order in which it was made
    /// @param placed       none where no item was named and nothing is pending
    public record Response(
            QueueProgress progress,
            List<LabelSchema> labelSchemas,
            @Nullable Placed placed) {}

    /// An item among the others of its queue.
    ///
    /// @param place             from 1 on
    /// @param nextPendingItemId the next that is pending, also from the beginning on
    public record Placed(
            ReviewQueueItem item,
            long place,
            @Nullable String previousItemId,
            @Nullable String nextItemId,
            @Nullable String nextPendingItemId) {}
}
