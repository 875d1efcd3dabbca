package dev.cairn.hosting;

import dev.cairn.http.ApiException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Where models in this JVM compute: on platform threads, as many as there are processors, for which a bounded number
/// of requests to each model waits; one of each model has its turn. What is quick computes on the thread that asks: to
/// wake another one would take longer, and a virtual thread that one of these wakes goes on only when its [Carriers]
/// have nothing else to do, which takes milliseconds on a busy server. Forests take a large table through on all
/// processors, wherever they are asked.
public final class ScoringThreads implements AutoCloseable {
    static final int WAITING = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_WITH_QUICK = Duration.ofSeconds(1);

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            Runtime.getRuntime().availableProcessors(),
            Runtime.getRuntime().availableProcessors(),
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // no longer than what waits for its turn
            Thread.ofPlatform().daemon().name("cairn-scoring-", 0).factory());

    private final Turns<Pace, FutureTask<?>> waiting = new Turns<>(WAITING);
    private final Carriers here = new Carriers(PATIENCE_WITH_QUICK);

    private final Duration patience;

    public ScoringThreads() {
        this(PATIENCE);
    }

    public ScoringThreads(Duration patience) {
        this.patience = patience;
    }

    /// Does work for a model.
    ///
    /// @param pace  of the model, which stands for it among others
    /// @param bytes of the request, as [Pace] judges it
    /// @param ended is told, once, when the work has ended, be it after this; or that it never begins
    public <T> T run(Pace pace, int bytes, Callable<T> work, Runnable ended) {
        Callable<T> timed = () -> {
            long began = System.nanoTime();
            try {
                return work.call();
            } finally {
                pace.took(bytes, System.nanoTime() - began);
            }
        };
        if (!pace.isQuick(bytes) || !here.tryTake()) {
            return elsewhere(pace, timed, ended);
        }
        try {
            return timed.call();
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        } finally {
            here.leave();
            ended.run();
        }
    }

    /// Native code goes on when nobody waits for it any more.
    private <T> T elsewhere(Pace of, Callable<T> work, Runnable ended) {
        Work<T> one = new Work<>(work, ended);
        FutureTask<T> answer = new FutureTask<>(one);
        if (!waiting.offer(of, answer)) {
            one.giveUp();
            throw ApiException.tooMany("The model has as many requests waiting as it can hold. Try again shortly.", 1);
        }
        haveOneDone(() -> withdraw(of, one, answer));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (TimeoutException late) {
            giveUp(of, one, answer);
            throw ApiException.busy("The model did not answer within %d seconds.".formatted(patience.toSeconds()));
        } catch (InterruptedException stop) {
            giveUp(of, one, answer);
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
    }

    /// Has a thread do what has its turn then.
    ///
    /// @param otherwise is done where no thread will
    private void haveOneDone(Runnable otherwise) {
        try {
            pool.execute(() -> waiting.poll().ifPresent(FutureTask::run));
        } catch (RejectedExecutionException closed) {
            otherwise.run();
            throw ApiException.busy("The server is stopping.");
        } catch (Error noThread) {
            otherwise.run();
            throw noThread;
        }
    }

    private <T> void giveUp(Pace of, Work<T> work, FutureTask<T> answer) {
        if (withdraw(of, work, answer)) {
            pool.getQueue().poll(); // any, as each does what has its turn then
        }
    }

    /// Keeps neither a place nor a body for it where it has not begun.
    ///
    /// @return whether it still waited for its turn
    private <T> boolean withdraw(Pace of, Work<T> work, FutureTask<T> answer) {
        boolean didWait = waiting.remove(of, answer);
        work.giveUp();
        return didWait;
    }

    /// How many requests wait.
    int waiting() {
        return pool.getQueue().size();
    }

    @Override
    public void close() {
        pool.shutdown();
        here.close();
    }

    /// Work that is done, or given up before it begins.
    private static final class Work<T> implements Callable<T> {
        private final Callable<T> work;
        private final Runnable ended;
        private final AtomicBoolean isTaken = new AtomicBoolean();

        private Work(Callable<T> work, Runnable ended) {
            this.work = work;
            this.ended = ended;
        }

        @Override
        public T call() throws Exception {
            if (!isTaken.compareAndSet(false, true)) {
                throw new CancellationException("nobody waits for it any more");
            }
            try {
                return work.call();
            } finally {
                ended.run();
            }
        }

        private void giveUp() {
            if (isTaken.compareAndSet(false, true)) {
                ended.run();
            }
        }
    }
}
