package dev.cairn.db;

import dev.cairn.http.ApiException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer of an SQLite file. It runs whatever waits in its queue inside one database transaction, each piece
/// of work under a savepoint, and commits once for all: a commit costs a disk flush, a piece of work microseconds.
///
/// A full queue refuses at once with 503; nobody ever waits for a lock.
final class GroupWriter implements AutoCloseable {
    private static final int MAX_GROUP = 512;
    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

    private final Session session;
    private final WriteQueue<PendingWrite<?>> queue = new WriteQueue<>();
    private final Thread thread;

    GroupWriter(Session session) {
        this.session = session;
        this.thread = Thread.ofPlatform().name("cairn-writer").start(this::run);
    }

    <T> T write(Function<Transaction, T> work) {
        if (thread.equals(Thread.currentThread())) {
            throw new IllegalStateException("A write inside a write would wait for itself");
        }
        PendingWrite<T> pending = new PendingWrite<>(work);
        queue.add(pending);
        return pending.await();
    }

    int waiting() {
        return queue.size();
    }

    /// Finishes what was accepted, then stops.
    @Override
    public void close() {
        queue.close();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        refuseTheRest();
    }

    private void run() {
        try {
            for (PendingWrite<?> first = queue.take(); first != null; first = queue.take()) {
                group(first);
            }
        } catch (InterruptedException stop) {
            queue.close();
        }
    }

    private void group(PendingWrite<?> first) {
        List<PendingWrite<?>> done = new ArrayList<>();
        try {
            session.execute("BEGIN IMMEDIATE");
            for (PendingWrite<?> next = first; next != null; next = done.size() < MAX_GROUP ? queue.poll() : null) {
                done.add(next);
                underSavepoint(next);
            }
            session.execute("COMMIT");
        } catch (SQLException | RuntimeException | Error failure) {
            rollBack(failure);
            Throwable told = told(failure);
            done.forEach(write -> write.fail(told));
            if (done.isEmpty()) {
                first.fail(told);
            }
            return;
        }
        done.forEach(PendingWrite::succeed);
    }

    /// What callers are told of a failure: that of a file which another program holds passes.
    private static Throwable told(Throwable failure) {
        if (failure instanceof SQLException refused && DatabaseException.isBusy(refused)) {
            LOG.warn("Another program holds the database: {}", refused.getMessage());
            return ApiException.busy("Another program holds the database; nothing was stored. Try again shortly.");
        }
        return failure;
    }

    private void underSavepoint(PendingWrite<?> write) throws SQLException {
        session.execute("SAVEPOINT one_write");
        if (!write.run(new Transaction(session))) {
            session.execute("ROLLBACK TO one_write");
        }
        session.execute("RELEASE one_write");
    }

    private void rollBack(Throwable failure) {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException alreadyRolledBack) {
            failure.addSuppressed(alreadyRolledBack);
        }
    }

    private void refuseTheRest() {
        for (PendingWrite<?> late = queue.poll(); late != null; late = queue.poll()) {
            late.fail(WriteQueue.stopping());
        }
    }
}
