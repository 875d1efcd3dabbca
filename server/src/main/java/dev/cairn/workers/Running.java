package dev.cairn.workers;

import com.sun.management.OperatingSystemMXBean;
import dev.cairn.scoring.invocation.Servable;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The processes of a model that run, and what all that did have used since it was loaded. Safe for use by any number
/// of threads.
final class Running {
    private static final double NANOS = 1e9;

    /// Of what time at least the share of the processors is.
    private static final long LEAST_NANOS = 1_000_000_000L;

    private final Set<Worker> workers = new HashSet<>();

    /// What those used that have ended, in nanoseconds of a processor.
    private long ended;

    private long since = System.nanoTime();
    private long before;
    private double share;

    synchronized void add(Worker worker) {
        workers.add(worker);
    }

    synchronized void remove(Worker worker) {
        if (workers.remove(worker)) {
            ended += worker.taken().nanos();
        }
    }

    synchronized boolean isEmpty() {
        return workers.isEmpty();
    }

    /// What the largest has in memory, in bytes.
    synchronized long largest() {
        return workers.stream()
                .mapToLong(worker -> worker.taken().bytes())
                .max()
                .orElse(0);
    }

    /// What they take now; empty where the system does not tell.
    ///
    /// @param most bytes that they may have in memory, as far as the machine has so many
    synchronized Optional<Servable.Usage> usage(double most) {
        Processes.Taken taken =
                workers.stream().map(Worker::taken).reduce(Processes.Taken.NOTHING, Processes.Taken::plus);
        long bytes = taken.bytes();
        if (bytes == 0 && !workers.isEmpty()) {
            return Optional.empty();
        }
        long nanos = ended + taken.nanos();
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Optional.of(new Servable.Usage(
                workers.size(), nanos / NANOS, share(nanos), bytes, bytes / Math.min(most, (double) machine)));
    }

    /// The share of the machine's processors since it was asked the last time but one second at least.
    private double share(long nanos) {
        long now = System.nanoTime();
        long time = now - since;
        if (time >= LEAST_NANOS) {
            share = Math.min(
                    1, (nanos - before) / ((double) time * Runtime.getRuntime().availableProcessors()));
            since = now;
            before = nanos;
        }
        return share;
    }
}
