package dev.cairn.hosting;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// What is counted of the requests to one version of a served entity. Safe for use by any number of
/// threads, none of which waits for another.
public final class Figures {
    private static final int TOO_MANY = 429;
    private static final int REFUSED = 400;
    private static final int FAILED = 500;

    public final Histogram latency = new Histogram();
    public final Histogram queue = new Histogram();
    public final Histogram model = new Histogram();
    public final Histogram overhead = new Histogram();

    /// Until the first part of answers that come in parts.
    public final Histogram firstPart = new Histogram();

    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder working = new LongAdder();

    /// A request has come for the entity.
    ///
    /// @param began when the server began with it, in nanoseconds of [System#nanoTime]
    public Watch watch(long began) {
        inFlight.increment();
        return new Watch(began, System.nanoTime());
    }

    public long refused() {
        return refused.sum();
    }

    public long failed() {
        return failed.sum();
    }

    /// Those of the refused for which there was no room.
    public long rejected() {
        return rejected.sum();
    }

    public long inFlight() {
        return Math.max(0, inFlight.sum());
    }

    /// Those in flight that the model has not begun with, or has ended with.
    public long waiting() {
        return Math.max(0, inFlight.sum() - working.sum());
    }

    /// How long a request took, in nanoseconds.
    ///
    /// @param first until the first part of an answer in parts, else until the whole
    /// @param parts empty where the model was not asked
    public record Took(long whole, long first, Optional<Parts> parts) {}

    /// How long a request waited for the model, was in it, and took otherwise, in nanoseconds.
    public record Parts(long queue, long model, long overhead) {}

    /// One request while it is answered: [#modelBegins] and [#modelEnds] on whatever thread scores, the rest on its
    /// own.
    public final class Watch {
        private final long began;
        private final long queued;
        private long modelBegan;
        private long modelEnded;
        private long sending;
        private long first = -1;

        private Watch(long began, long queued) {
            this.began = began;
            this.queued = queued;
        }

        /// The model has the request. Not counted once that has ended.
        public synchronized void modelBegins() {
            if (modelEnded == 0) {
                modelBegan = System.nanoTime();
                working.increment();
            }
        }

        /// The model has answered, or nobody waits for it any more.
        public synchronized void modelEnds() {
            modelEnded = System.nanoTime();
            if (modelBegan != 0) {
                working.decrement();
            }
        }

        /// A part of the answer has come.
        ///
        /// @return now
        public synchronized long partComes() {
            long now = System.nanoTime();
            if (first < 0) {
                first = now - began;
                firstPart.add(first);
            }
            return now;
        }

        /// The client has taken a part, for which the model has waited.
        ///
        /// @param came when the part came
        public synchronized void partWasTaken(long came) {
            sending += System.nanoTime() - came;
        }

        /// The request was answered.
        public synchronized Took ends(int status) {
            long now = System.nanoTime();
            inFlight.decrement();
            if (status >= FAILED) {
                failed.increment();
            } else if (status >= REFUSED) {
                refused.increment();
            }
            if (status == TOO_MANY) {
                rejected.increment();
            }
            latency.add(now - began);
            if (modelBegan == 0 || modelEnded == 0) {
                return new Took(now - began, now - began, Optional.empty());
            }
            long waited = modelBegan - queued;
            long scored = modelEnded - modelBegan - sending;
            long rest = Math.max(0, now - began - waited - scored);
            queue.add(waited);
            model.add(scored);
            overhead.add(rest);
            return new Took(now - began, first < 0 ? now - began : first, Optional.of(new Parts(waited, scored, rest)));
        }
    }
}
