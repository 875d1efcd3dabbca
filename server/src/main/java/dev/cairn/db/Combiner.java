package dev.cairn.db;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/// Puts writes of one kind that wait at the same time into one transaction, so that its round trips and its commit are
/// paid once for all of them.
///
/// If a rule or the database refuses a group, each write is tried alone and gets its own answer.
final class Combiner<W> implements AutoCloseable {
    private static final int MAX_GROUP_ROWS = 2_000;

    /// Groups that are stored at the same time: one, as long as nothing is left over when it is put together.
    private static final int MAX_LANES = 4;

    private final Consumer<List<W>> transaction;
    private final ToIntFunction<W> rows;
    private final WriteQueue<Item<W>> queue = new WriteQueue<>();
    private final AtomicInteger lanes = new AtomicInteger();

    /// Platform threads: a virtual one is woken by another thread for each answer of the database.
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("cairn-writer-", 1).factory());

    /// @param transaction stores some writes, all or none of them
    /// @param rows        about how many rows a write has
    Combiner(Consumer<List<W>> transaction, ToIntFunction<W> rows) {
        this.transaction = transaction;
        this.rows = rows;
    }

    /// Returns when the write is durable, together with others or alone.
    void write(W write) {
        Item<W> item = new Item<>(write, new Waiting<>());
        queue.add(item);
        startLane(1);
        item.caller.await();
    }

    int waiting() {
        return queue.size();
    }

    /// Starts a lane if fewer than `most` run.
    private void startLane(int most) {
        int running = lanes.get();
        while (running < most && !lanes.compareAndSet(running, running + 1)) {
            running = lanes.get();
        }
        if (running < most) {
            try {
                threads.execute(this::run);
            } catch (RejectedExecutionException closing) {
                lanes.decrementAndGet(); // close() refuses what waits
            }
        }
    }

    private void run() {
        for (List<Item<W>> group = next(); !group.isEmpty(); group = next()) {
            if (queue.size() > 0) {
                startLane(MAX_LANES);
            }
            store(group);
        }
        lanes.decrementAndGet();
        if (queue.size() > 0) {
            startLane(1);
        }
    }

    private List<Item<W>> next() {
        List<Item<W>> group = new ArrayList<>();
        int size = 0;
        for (Item<W> item = queue.poll(); item != null; item = size < MAX_GROUP_ROWS ? queue.poll() : null) {
            group.add(item);
            size += rows.applyAsInt(item.write);
        }
        return group;
    }

    private void store(List<Item<W>> group) {
        try {
            transaction.accept(group.stream().map(Item::write).toList());
        } catch (RuntimeException | Error failure) {
            if (group.size() > 1 && PostgresEngine.isRolledBack(failure)) {
                group.forEach(item -> store(List.of(item)));
            } else {
                group.forEach(item -> item.caller.fail(failure));
            }
            return;
        }
        group.forEach(item -> item.caller.succeed(true));
    }

    /// Finishes what was accepted, then stops.
    @Override
    public void close() {
        queue.close();
        threads.shutdown();
        try {
            threads.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Item<W> late = queue.poll(); late != null; late = queue.poll()) {
            late.caller.fail(WriteQueue.stopping());
        }
    }

    private record Item<W>(W write, Waiting<Boolean> caller) {}
}
