package dev.cairn.hosting;

import dev.cairn.http.ApiException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// The memory that bodies of requests to models and their answers may take together: a quarter of what the server has,
/// and the last of the answers what it is more. Safe for use by any number of threads.
public final class BodyBudget {
    private static final int SHARE = 4;
    private static final int KIBIBYTE = 1_024;

    /// Answers of so many are let in whatever there is: many together are little beside what others take.
    private static final int SHORT = 64;

    private final Kibibytes kibibytes;

    public BodyBudget() {
        kibibytes = new Kibibytes(
                Math.toIntExact(Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / SHARE / KIBIBYTE)));
    }

    /// What is done with a body, which tells the memory how often it is still in use.
    public interface Work {
        void run(Body body) throws IOException;
    }

    /// The memory of one body, which is free again once nobody uses it.
    public final class Body {
        private int taken;
        private final AtomicInteger users = new AtomicInteger(1);

        /// It may have up to so many bytes, or its sender is sent away. To be said before anybody else uses it.
        public void reserve(long bytes) {
            int needed = Math.toIntExact(bytes / KIBIBYTE + 1);
            if (needed > taken) {
                if (!kibibytes.tryAcquire(needed - taken)) {
                    throw full();
                }
                taken = needed;
            }
        }

        /// It has so many bytes, which may be fewer than it was feared. To be said before anybody else uses it.
        public void has(int bytes) {
            int needed = bytes / KIBIBYTE + 1;
            if (needed < taken) {
                kibibytes.release(taken - needed);
                taken = needed;
            }
        }

        /// It has an answer of so many bytes besides, until it was sent, or its sender is sent away. To be said by
        /// whoever made the body.
        ///
        /// The answer is there already, and has its memory. To wait for room while others that have some do
        /// the same would be to wait for ever; so it may take more than there is, and who comes later is sent
        /// away until it was sent. Only one does: a long answer that finds nothing left is thrown away.
        public void answers(int bytes) {
            int needed = bytes / KIBIBYTE; // most are shorter, and cost nothing
            if (needed == 0) {
                return;
            }
            if (!kibibytes.overdraw(needed, needed <= SHORT)) {
                throw full();
            }
            taken += needed;
        }

        /// Somebody else uses it, too; to be ended by [#leave].
        public void enter() {
            users.incrementAndGet();
        }

        public void leave() {
            if (users.decrementAndGet() == 0) {
                kibibytes.release(taken);
            }
        }
    }

    private static ApiException full() {
        return ApiException.tooMany("The server holds as many requests to models as it can. Try again shortly.", 1);
    }

    /// Does something with a body of so many bytes, or sends its sender away.
    public void within(long bytes, Work work) throws IOException {
        Body body = new Body();
        body.reserve(bytes);
        try {
            work.run(body);
        } finally {
            body.leave();
        }
    }

    /// What is left, which may be less than nothing.
    private static final class Kibibytes extends Semaphore {
        private static final long serialVersionUID = 1L;

        private Kibibytes(int all) {
            super(all);
        }

        /// Takes so many if there is one, or all the same.
        private synchronized boolean overdraw(int count, boolean allTheSame) {
            boolean may = allTheSame || availablePermits() > 0;
            if (may) {
                reducePermits(count);
            }
            return may;
        }
    }
}
