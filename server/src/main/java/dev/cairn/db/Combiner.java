package dev.cairn.db;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Puts writes of one kind that wait at the same time into one transaction, so that its round trips and its commit are
/// paid once for all of them.
///
/// If the database or a rule refuses a group, each write is tried alone and gets its own answer.
final class Combiner<W> implements AutoCloseable {
    private static final int MAX_GROUP = 128;

    /// While one group is being committed, the next is put together.
    private static final int LANES = Integer.getInteger("cairn.lanes", 2);

    private final Consumer<List<W>> transaction;
    private final WriteQueue<Item<W>> queue = new WriteQueue<>();
    private final List<Thread> lanes;

    /// @param transaction stores some writes, all or none of them
    Combiner(Consumer<List<W>> transaction) {
        this.transaction = transaction;
        this.lanes = IntStream.rangeClosed(1, LANES)
                .mapToObj(
                        lane -> Thread.ofPlatform().name("cairn-writer-" + lane).start(this::run))
                .toList();
    }

    /// Returns when the write is durable, together with others or alone.
    void write(W write) {
        Item<W> item = new Item<>(write, new Waiting<>());
        queue.add(item);
        item.caller.await();
    }

    private void run() {
        try {
            for (Item<W> first = queue.take(); first != null; first = queue.take()) {
                List<Item<W>> group = new ArrayList<>();
                for (Item<W> next = first; next != null; next = group.size() < MAX_GROUP ? queue.poll() : null) {
                    group.add(next);
                }
                store(group);
            }
        } catch (InterruptedException stop) {
            queue.close();
        }
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
        try {
            for (Thread lane : lanes) {
                lane.join(TimeUnit.SECONDS.toMillis(30));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Item<W> late = queue.poll(); late != null; late = queue.poll()) {
            late.caller.fail(WriteQueue.stopping());
        }
    }

    private record Item<W>(W write, Waiting<Boolean> caller) {}
}
