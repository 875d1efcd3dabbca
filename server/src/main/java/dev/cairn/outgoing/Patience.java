package dev.cairn.outgoing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Work that is given up when it takes too long as a whole, however busy it looks meanwhile. Safe for use by any number
/// of threads.
final class Patience implements AutoCloseable {
    private final Duration time;
    private final String late;
    private final Set<FutureTask<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean isOver;

    /// @param late says that it took too long
    Patience(Duration time, String late) {
        this.time = time;
        this.late = late;
    }

    /// @throws IOException as the work does, or if it is given up
    <T> T with(Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        running.add(task);
        try {
            if (isOver) {
                throw stopping();
            }
            Thread.ofVirtual().name("cairn-outgoing").start(task);
            return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new IOException(late, slow);
        } catch (CancellationException over) {
            throw stopping();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            throw stopping();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException known) {
                throw known;
            }
            throw new IOException("It could not be sent: " + failed.getCause(), failed);
        } finally {
            task.cancel(true); // which closes the connection of a virtual thread
            running.remove(task);
        }
    }

    private static IOException stopping() {
        return new InterruptedIOException("The server is about to stop.");
    }

    /// Gives up all that is under way.
    @Override
    public void close() {
        isOver = true;
        running.forEach(task -> task.cancel(true));
    }
}
