package dev.cairn.inference;

import dev.cairn.protocol.inference.Payload;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// What waits to be written: so many payloads, and so much text in them, at most. Who brings another one does not wait;
/// it is dropped and counted. Safe for use by any number of threads.
final class PayloadQueue {
    static final int MOST = 8_192;
    static final long MOST_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST);
    private final AtomicLong bytes = new AtomicLong();
    private final Counter kept;
    private final Counter dropped;

    /// A payload on its way into a table.
    record Waiting(StoredTable table, Payload payload) {
        long bytes() {
            return textBytes(payload);
        }
    }

    PayloadQueue(MeterRegistry meters) {
        kept = Counter.builder("cairn.payloads.kept")
                .description("Requests to endpoints that were written to inference tables")
                .register(meters);
        dropped = Counter.builder("cairn.payloads.dropped")
                .description("Requests to endpoints that inference tables miss, since too many waited to be written")
                .register(meters);
        Gauge.builder("cairn.payloads.waiting", waiting, BlockingQueue::size)
                .description("Requests to endpoints that wait to be written to inference tables")
                .register(meters);
    }

    /// About how much memory a payload takes.
    static long textBytes(Payload payload) {
        long request = payload.request() == null ? 0 : payload.request().length();
        long response = payload.response() == null ? 0 : payload.response().length();
        return 256 + request + response;
    }

    /// Whether another one of that size would have to be dropped.
    boolean isFull(long size) {
        return waiting.remainingCapacity() == 0 || bytes.get() + size > MOST_BYTES;
    }

    void offer(Waiting payload) {
        long size = payload.bytes();
        if (bytes.addAndGet(size) > MOST_BYTES || !waiting.offer(payload)) {
            bytes.addAndGet(-size);
            dropped.increment();
        }
    }

    /// Counts one that was not even made.
    void drop() {
        dropped.increment();
    }

    /// All that waits. It takes its place until it is [#done].
    List<Waiting> take() {
        List<Waiting> all = new ArrayList<>();
        waiting.drainTo(all);
        return all;
    }

    /// These are written, or never will be.
    void done(List<Waiting> some, boolean areKept) {
        bytes.addAndGet(-some.stream().mapToLong(Waiting::bytes).sum());
        (areKept ? kept : dropped).increment(some.size());
    }
}
