package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;

/// A review queue, and how many of its items are how far.
public record QueueProgress(ReviewQueue reviewQueue, long pending, long complete, long declined) {
    public QueueProgress {
        Require.present("review_queue", reviewQueue);
    }
}
