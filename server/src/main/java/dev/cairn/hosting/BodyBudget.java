package dev.cairn.hosting;

import dev.cairn.http.ApiException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// The memory that bodies of requests to models may take together: a quarter of what the server has. Safe for use by
/// any number of threads.
public final class BodyBudget {
    private static final int SHARE = 4;
    private static final int KIBIBYTE = 1_024;

    private final Semaphore kibibytes;

    public BodyBudget() {
        kibibytes = new Semaphore(
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
                    throw ApiException.tooMany(
                            "The server holds as many requests to models as it can. Try again shortly.", 1);
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
}
