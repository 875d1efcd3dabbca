package dev.cairn.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tasks at intervals, each on a thread of its own. A task that fails is logged and has its next turn as if nothing
/// had been.
public final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /// Runs a task again and again, with so much time between its end and its next turn. The first turn comes after
    /// that time.
    public void every(Duration pause, String name, Runnable task) {
        threads.add(Thread.ofPlatform().name("cairn-" + name).daemon().start(() -> repeat(pause, name, task)));
    }

    private void repeat(Duration pause, String name, Runnable task) {
        try {
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                run(name, task);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(String name, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.warn("task={} failed; it has its next turn as planned", name, failure);
        } catch (Error failure) {
            LOG.error("task={} broke down; it has its next turn as planned", name, failure);
        }
    }

    /// Gives tasks that are at work some time to finish, and starts none.
    @Override
    public void close() {
        stopped.countDown();
        try {
            for (Thread thread : threads) {
                thread.join(GRACE);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
