package dev.cairn.hosting;

import dev.cairn.http.ApiException;
import dev.cairn.http.Deadline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets so many requests work at a time, and a bounded number wait for them; it sends the others away, so that those
/// which are let in do not become slower. Safe for use by any number of threads.
final class Turnstile {
    private static final int WAITING_EACH = 16;
    private static final int LEAST_WAITING = 128;
    private static final long PATIENCE_SECONDS = 60;

    private final Semaphore free;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();

    Turnstile(int concurrency) {
        free = new Semaphore(concurrency, true);
        mostWaiting = Math.max(LEAST_WAITING, concurrency * WAITING_EACH);
    }

    /// Begins to work; to be ended by [#leave].
    ///
    /// @param deadline until when it may wait for that
    void enter(Deadline deadline) {
        if (free.hasQueuedThreads() || !free.tryAcquire()) { // nobody overtakes those that wait
            await(deadline);
        }
    }

    void leave() {
        free.release();
    }

    /// Whether nobody else is let in to wait.
    boolean isFull() {
        return waiting.get() >= mostWaiting;
    }

    /// What is told to those that are sent away.
    ApiException full() {
        return ApiException.tooMany(
                "The model has %d requests waiting, which is all that it can hold. Try again shortly."
                        .formatted(mostWaiting),
                1);
    }

    private void await(Deadline deadline) {
        if (waiting.incrementAndGet() > mostWaiting) {
            waiting.decrementAndGet();
            throw full();
        }
        try {
            long patience = deadline.nanosLeft(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
            if (!free.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                deadline.check();
                throw ApiException.tooMany(
                        "The model had no time for the request within %d seconds.".formatted(PATIENCE_SECONDS), 1);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        } finally {
            waiting.decrementAndGet();
        }
    }
}
