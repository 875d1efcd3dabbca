package dev.cairn.scoring;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.cairn.scoring.limits.TimeLimit;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The runs of ONNX Runtime that are under way. Those that take too long are ended: a graph may have loops, and nobody
/// else ends those. Safe for use by any number of threads.
final class OnnxRuns implements AutoCloseable {
    static final OnnxRuns ALL = new OnnxRuns(TimeLimit.LONGEST);

    private static final int LOOKS = 60;

    private final Duration longest;
    private final Set<Run> underWay = ConcurrentHashMap.newKeySet();
    private final Future<?> looks;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cairn-onnx-watch").factory());

    OnnxRuns(Duration longest) {
        this.longest = longest;
        long turn = longest.toNanos() / LOOKS;
        looks = watch.scheduleWithFixedDelay(() -> underWay.forEach(Run::endIfLate), turn, turn, TimeUnit.NANOSECONDS);
    }

    Run begin() throws OrtException {
        Run run = new Run();
        underWay.add(run);
        return run;
    }

    /// Watches no more runs.
    @Override
    public void close() {
        looks.cancel(true);
        watch.close();
    }

    /// One run, until it is closed.
    final class Run implements AutoCloseable {
        private final OrtSession.RunOptions options = new OrtSession.RunOptions();
        private final long began = System.nanoTime();
        private boolean isOver;
        private volatile boolean isEnded;

        private Run() throws OrtException {}

        /// Runs a model; `InvalidInput` where that takes too long.
        OrtSession.Result of(OrtSession session, Map<String, OnnxTensor> feeds) throws OrtException {
            try {
                return session.run(feeds, options);
            } catch (OrtException refused) {
                if (isEnded) {
                    throw InvalidInput.evaluation(TimeLimit.message(longest));
                }
                throw refused;
            }
        }

        private synchronized void endIfLate() {
            if (!isOver && System.nanoTime() - began > longest.toNanos()) {
                try {
                    isEnded = true;
                    options.setTerminate(true);
                } catch (OrtException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }

        @Override
        public void close() {
            underWay.remove(this);
            synchronized (this) {
                isOver = true;
                options.close();
            }
        }
    }
}
