package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.traces.TraceState;
import org.jspecify.annotations.Nullable;

/// An item of a review queue, and by what people know its trace. The time is milliseconds since 1970.
///
/// @param requestPreview its first characters
public record QueuedTrace(
        ReviewQueueItem item,
        @Nullable String name,
        @Nullable String requestPreview,
        TraceState state,
        long requestTimeMs) {
    public QueuedTrace {
        Require.present("item", item);
        Require.present("state", state);
    }
}
