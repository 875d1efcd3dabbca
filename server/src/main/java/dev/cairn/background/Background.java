package dev.cairn.background;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tasks at intervals, each on a thread of its own. A task that fails is logged and has its next turn as if nothing
/// had been.
public final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final InstantSource clock = InstantSource.system();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Task> tasks = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /// Runs a task again and again, with so much time between its end and its next turn. The first turn comes after
    /// that time.
    public void every(Duration pause, String name, Runnable task) {
        Task kept = new Task(pause, name, task);
        tasks.add(kept);
        threads.add(Thread.ofPlatform().name("cairn-" + name).daemon().start(() -> repeat(kept)));
    }

    private void repeat(Task task) {
        try {
            while (!stopped.await(task.pause.toMillis(), TimeUnit.MILLISECONDS)) {
                run(task);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Task task) {
        task.begins(clock.millis());
        boolean failed = true;
        try {
            task.work.run();
            failed = false;
        } catch (RuntimeException failure) {
            LOG.warn("task={} failed; it has its next turn as planned", task.name, failure);
        } catch (Error failure) {
            LOG.error("task={} broke down; it has its next turn as planned", task.name, failure);
        } finally {
            task.ends(clock.millis(), failed);
        }
    }

    /// What each task is doing, in the order in which they were started.
    public List<TaskState> states() {
        return tasks.stream().map(Task::state).toList();
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

    /// What a task is doing. Times are milliseconds since 1970.
    ///
    /// @param ended  when its last turn ended, null until one has
    /// @param took   how long that was
    /// @param failed when a turn failed the last time, null until one has
    public record TaskState(
            String name,
            Duration pause,
            boolean isAtWork,
            long turns,
            long failures,
            @Nullable Long ended,
            @Nullable Long took,
            @Nullable Long failed) {}

    /// A task with what is known of its turns.
    private static final class Task {
        private final Duration pause;
        private final String name;
        private final Runnable work;
        private boolean isAtWork;
        private long begun;
        private long turns;
        private long failures;
        private @Nullable Long ended;
        private @Nullable Long took;
        private @Nullable Long failed;

        private Task(Duration pause, String name, Runnable work) {
            this.pause = pause;
            this.name = name;
            this.work = work;
        }

        private synchronized void begins(long now) {
            isAtWork = true;
            begun = now;
        }

        private synchronized void ends(long now, boolean hasFailed) {
            isAtWork = false;
            turns++;
            ended = now;
            took = now - begun;
            if (hasFailed) {
                failures++;
                failed = now;
            }
        }

        private synchronized TaskState state() {
            return new TaskState(name, pause, isAtWork, turns, failures, ended, took, failed);
        }
    }
}
