package dev.cairn.serving;

import dev.cairn.http.ApiException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The platform threads on which native scoring runs, as many as there are processors; a bounded number of requests
/// waits for them.
final class ScoringThreads implements AutoCloseable {
    private static final int WAITING = 1_000;
    private static final long PATIENCE_SECONDS = 60;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            Runtime.getRuntime().availableProcessors(),
            Runtime.getRuntime().availableProcessors(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("cairn-scoring-", 0).factory());

    <T> T run(Callable<T> work) {
        Future<T> answer;
        try {
            answer = pool.submit(work);
        } catch (RejectedExecutionException full) {
            throw ApiException.tooMany("The model has as many requests waiting as it can hold. Try again shortly.", 1);
        }
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (TimeoutException late) {
            answer.cancel(false);
            throw ApiException.busy("The model did not answer within %d seconds.".formatted(PATIENCE_SECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
