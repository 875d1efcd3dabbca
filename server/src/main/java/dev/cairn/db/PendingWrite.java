package dev.cairn.db;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A piece of work on its way through the writer, and the caller who waits for it to be durable.
final class PendingWrite<T> {
    private static final long PATIENCE_SECONDS = 120;

    private final Function<Transaction, T> work;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private @Nullable Transaction transaction;
    private @Nullable T result;
    private @Nullable Throwable failure;

    PendingWrite(Function<Transaction, T> work) {
        this.work = work;
    }

    /// Runs the work; false if it failed and what it wrote has to be taken back.
    boolean run(Transaction inside) {
        transaction = inside;
        try {
            result = work.apply(inside);
            return true;
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
            return false;
        }
    }

    /// The group is on disk: tells the caller its result, or the failure of its own work.
    void succeed() {
        if (failure != null) {
            outcome.completeExceptionally(failure);
            return;
        }
        try {
            if (transaction != null) {
                transaction.committed();
            }
        } catch (RuntimeException | Error thrown) {
            outcome.completeExceptionally(thrown);
            return;
        }
        @SuppressWarnings("NullAway") // null only where T is nullable
        T value = result;
        outcome.complete(value);
    }

    /// The group is not on disk.
    void fail(Throwable groupFailure) {
        outcome.completeExceptionally(failure == null ? groupFailure : failure);
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
