package dev.cairn.db;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A piece of work on its way through the writer, and the caller who waits for it to be durable.
final class PendingWrite<T> {
    private final Function<Transaction, T> work;
    private final Waiting<T> caller = new Waiting<>();
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
            caller.fail(failure);
            return;
        }
        try {
            if (transaction != null) {
                transaction.committed();
            }
        } catch (RuntimeException | Error thrown) {
            caller.fail(thrown);
            return;
        }
        caller.succeed(result);
    }

    /// The group is not on disk.
    void fail(Throwable groupFailure) {
        caller.fail(failure == null ? groupFailure : failure);
    }

    T await() {
        return caller.await();
    }
}
