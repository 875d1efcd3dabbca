package dev.cairn.workers;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tries to make one environment, one at a time. After one that failed there is a pause, which grows, so that it
/// is not made over and over where that cannot be done. Safe for use by any number of threads.
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private @Nullable Future<?> underWay;
    private Duration pause = FIRST_PAUSE;
    private long notBefore = System.nanoTime();
    private String why = "";

    interface Making {
        void make() throws IOException, WorkerException;
    }

    /// Begins to make it, unless that is under way.
    ///
    /// @return is done when it is made, or has failed
    /// @throws WorkerException why it could not be made a moment ago
    synchronized Future<?> begin(Executor executor, Making making) throws WorkerException {
        if (underWay != null && !underWay.isDone()) {
            return underWay;
        }
        if (System.nanoTime() - notBefore < 0) {
            throw new WorkerException(why);
        }
        underWay = CompletableFuture.runAsync(() -> attempt(making), executor);
        return underWay;
    }

    private void attempt(Making making) {
        try {
            making.make();
        } catch (WorkerException failure) {
            failed(String.valueOf(failure.getMessage()));
        } catch (IOException | RuntimeException unforeseen) {
            LOG.error("a Python environment could not be made", unforeseen);
            failed("Its environment could not be made: %s.".formatted(unforeseen.getMessage()));
        }
    }

    private synchronized void failed(String message) {
        why = message + " It is tried again in some minutes.";
        notBefore = System.nanoTime() + pause.toNanos();
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
}
