package dev.cairn.hosting;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads of the JVM that carry its virtual ones, of which models may hold as many as there are when this is made.
/// Where all of these are held by models that do not end, which native code could do, as many are added, once, so that
/// the server goes on. Safe for use by any number of threads.
final class Carriers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Carriers.class);
    private static final VirtualThreadSchedulerMXBean SCHEDULER =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    private final int all = SCHEDULER.getParallelism();
    private final Semaphore free = new Semaphore(all);
    private final LongAdder given = new LongAdder();
    private final Thread watch;
    private boolean areHeld;
    private long givenBefore;

    /// @param patience with models that hold all, at least
    Carriers(Duration patience) {
        watch = Thread.ofPlatform().daemon().name("cairn-carriers").start(() -> watch(patience));
    }

    /// Takes the one of the thread that asks; to be given back by [#leave].
    boolean tryTake() {
        return free.tryAcquire();
    }

    void leave() {
        given.increment();
        free.release();
    }

    private void watch(Duration patience) {
        try {
            do {
                Thread.sleep(patience);
            } while (!areStuck());
            add();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether all are held by those who held all of them when this was asked before. By one thread.
    boolean areStuck() {
        boolean wereHeld = areHeld;
        long before = givenBefore;
        areHeld = free.availablePermits() == 0;
        givenBefore = given.sum();
        return wereHeld && areHeld && givenBefore == before;
    }

    private void add() {
        SCHEDULER.setParallelism(SCHEDULER.getParallelism() + all);
        LOG.error("models that were quick do not end; threads were added, so that all else goes on");
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
