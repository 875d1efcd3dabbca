package dev.cairn.workers;

import dev.cairn.background.Pauses;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tries to make one environment, one at a time. After one that failed there is a pause, which grows, so that it
/// is not made over and over where that cannot be done. Safe for use by any number of threads.
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(10), Duration.ofMinutes(30));
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;
    private @Nullable Future<?> underWay;
    private Duration pause = PAUSES.first();
    private @Nullable Failure failure;

    /// Why it could not be made.
    ///
    /// @param notBefore when it may be tried again, in the JVM's nanoseconds
    /// @param isTold    whether somebody was told, who need not come again for it
    private record Failure(WorkerException why, long notBefore, boolean isTold) {
        /// What is told of it. In the place of a Python that cannot be had another one is taken, so that nobody waits.
        WorkerException told(long nanosLeft) {
            return isTold && !(why instanceof NoPythonException)
                    ? new WorkerException("%s It can be tried again in %,d seconds."
                            .formatted(why.getMessage(), Math.ceilDiv(nanosLeft, SECOND)))
                    : why;
        }
    }

    /// @param nanos the time, as the JVM's nanoseconds have it
    Attempts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    interface Making {
        void make() throws IOException, WorkerException;
    }

    /// Begins to make it, unless that is under way.
    ///
    /// @return is done when it is made, or has failed
    /// @throws WorkerException why it could not be made a moment ago; with the time until it can be tried
    ///                         again, but for who is told first, whose attempt that was
    synchronized Future<?> begin(Executor executor, Making making) throws WorkerException {
        if (underWay != null && !underWay.isDone()) {
            return underWay;
        }
        @Nullable Failure last = failure;
        long left = last == null ? 0 : last.notBefore - nanos.getAsLong();
        if (last != null && left > 0) {
            failure = new Failure(last.why, last.notBefore, true);
            throw last.told(left);
        }
        underWay = CompletableFuture.runAsync(() -> attempt(making), executor);
        return underWay;
    }

    private void attempt(Making making) {
        try {
            making.make();
            made();
        } catch (WorkerException failure) {
            failed(failure);
        } catch (IOException | RuntimeException unforeseen) {
            LOG.error("a Python environment could not be made", unforeseen);
            failed(new WorkerException("Its environment could not be made: %s.".formatted(unforeseen.getMessage())));
        }
    }

    private synchronized void made() {
        pause = PAUSES.first();
        failure = null;
    }

    private synchronized void failed(WorkerException why) {
        failure = new Failure(why, nanos.getAsLong() + pause.toNanos(), false);
        pause = PAUSES.after(pause);
    }
}
