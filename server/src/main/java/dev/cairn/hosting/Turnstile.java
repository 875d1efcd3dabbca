package dev.cairn.hosting;

import dev.cairn.http.ApiException;
import dev.cairn.http.Deadline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Lets so many requests work at a time, and others wait for them: as many as will have a place
/// within some seconds, as far as is known from those before, and at least as many as there are
/// places. It sends the others away, so that those which are let in do not wait longer and longer.
/// Safe for use by any number of threads.
final class Turnstile {
    private static final int WAITING_EACH = 16;
    private static final int LEAST_WAITING = 128;
    private static final long PATIENCE_SECONDS = 60;
    private static final long EXPECTED_SECONDS = 5;

    /// Which part of the average a place that was held last has.
    private static final long NEWEST = 16;

    private final Semaphore free;
    private final int places;
    private final int mostWaiting;
    private final LongSupplier nanos;
    private final AtomicInteger waiting = new AtomicInteger();

    /// How long a place is held, in nanoseconds, on the average; 0 until one was.
    private final AtomicLong held = new AtomicLong();

    Turnstile(int concurrency) {
        this(concurrency, System::nanoTime);
    }

    /// @param nanos the time
    Turnstile(int concurrency, LongSupplier nanos) {
        free = new Semaphore(concurrency, true);
        places = concurrency;
        mostWaiting = Math.max(LEAST_WAITING, concurrency * WAITING_EACH);
        this.nanos = nanos;
    }

    /// Takes a place; to be given back by [#leave].
    ///
    /// @param deadline until when it may wait for that
    void enter(Deadline deadline) {
        if (free.hasQueuedThreads() || !free.tryAcquire()) { // nobody overtakes those that wait
            await(deadline);
        }
    }

    /// Now, for [#leave].
    long now() {
        return nanos.getAsLong();
    }

    /// Gives a place back, from which it is known how long one is held.
    ///
    /// @param began when the work began
    void leave(long began) {
        long took = Math.max(1, now() - began);
        held.updateAndGet(average -> average == 0 ? took : Math.max(1, average + (took - average) / NEWEST));
        free.release();
    }

    /// Gives a place back in which nothing was done.
    void leave() {
        free.release();
    }

    /// Whether nobody else is let in to wait.
    boolean isFull() {
        return waiting.get() >= most();
    }

    /// How many may wait now.
    int most() {
        long each = held.get();
        return each == 0
                ? mostWaiting
                : Math.clamp(TimeUnit.SECONDS.toNanos(EXPECTED_SECONDS) * places / each, places, mostWaiting);
    }

    /// What is told to those that are sent away.
    ApiException full() {
        int most = most();
        String why = most == mostWaiting
                ? "which is all that it can hold"
                : "and takes no more of them within %d seconds".formatted(EXPECTED_SECONDS);
        return ApiException.tooMany(
                "The model has %d requests waiting, %s. Try again shortly.".formatted(most, why), 1);
    }

    private void await(Deadline deadline) {
        if (waiting.incrementAndGet() > most()) {
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
