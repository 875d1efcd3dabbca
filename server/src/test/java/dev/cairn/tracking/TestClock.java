package dev.cairn.tracking;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that is a millisecond later each time it is looked at.
public final class TestClock implements InstantSource {
    private final AtomicLong now = new AtomicLong(1_700_000_000_000L);

    /// Lets so much time pass at once.
    public void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now.incrementAndGet());
    }
}
