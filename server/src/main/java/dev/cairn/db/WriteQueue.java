package dev.cairn.db;

import dev.cairn.http.ApiException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Writes that wait for a writer, at most 4,096: more are refused at once with 503.
final class WriteQueue<W> {
    private static final int MAX_WAITING = 4096;
    private static final long LOOK_UP_MILLIS = 50;

    private final BlockingQueue<W> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private volatile boolean closing;

    void add(W write) {
        if (!waiting.offer(write)) {
            throw ApiException.busy("The server has as many writes waiting as it can hold. Try again shortly.");
        }
        if (closing && waiting.remove(write)) {
            throw stopping();
        }
    }

    /// The next write, waiting for one; null once the queue is closed and empty.
    @Nullable
    W take() throws InterruptedException {
        while (!closing || !waiting.isEmpty()) {
            W next = waiting.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    /// The next write, if one is there.
    @Nullable
    W poll() {
        return waiting.poll();
    }

    int size() {
        return waiting.size();
    }

    /// Takes no more writes.
    void close() {
        closing = true;
    }

    /// What to tell those who came too late.
    static ApiException stopping() {
        return ApiException.busy("The server is stopping.");
    }
}
