package dev.cairn.db;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A caller who waits until a writer has made its work durable, or has failed.
final class Waiting<T> {
    private static final long PATIENCE_SECONDS = 120;

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
            throw new IllegalStateException("The writer did not answer within its time", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a write", stop);
        }
    }
}
