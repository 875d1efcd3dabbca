package dev.cairn.db;

import dev.cairn.http.ApiException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A caller who waits until a writer has made its work durable, or has failed.
final class Waiting<T> {
    private static final long PATIENCE_SECONDS = 120;
    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    void succeed(@Nullable T result) {
        outcome.complete(result);
    }

    void fail(Throwable failure) {
        outcome.completeExceptionally(failure);
    }

    T await() {
        try {
            return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException wrapped) {
            switch (wrapped.getCause()) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("A write failed", wrapped);
            }
        } catch (TimeoutException late) {
            LOG.error("A writer did not answer within {} s", PATIENCE_SECONDS, late);
            throw ApiException.busy(
                    "The database did not confirm the request in time, which may or may not be stored. Try again shortly.");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a write", stop);
        }
    }
}
