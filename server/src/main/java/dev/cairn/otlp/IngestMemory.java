package dev.cairn.otlp;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The memory that all requests of spans together may hold while they are read and stored. Safe for use by any number
/// of threads.
public final class IngestMemory {
    private static final long UNIT = 1024;
    private static final long PATIENCE_SECONDS = 10;

    private final long units;
    private final Semaphore free;

    /// @param bytes in all; a request that needs more by itself is refused for good
    public IngestMemory(long bytes) {
        units = Math.min(Integer.MAX_VALUE, bytes / UNIT);
        free = new Semaphore((int) units);
    }

    /// Half of what the virtual machine may take.
    public static IngestMemory ofThisMachine() {
        return new IngestMemory(Runtime.getRuntime().maxMemory() / 2);
    }

    /// What one request takes, nothing at first.
    public Share share() {
        return new Share();
    }

    /// The memory of one request, which is free again once this is closed. Used by one thread.
    public final class Share implements AutoCloseable {
        private long taken;

        private Share() {}

        /// Waits for others if it must, but not for ever.
        public void take(long bytes) {
            take(bytes, PATIENCE_SECONDS);
        }

        /// Does not wait: others may wait for what this one holds.
        void takeNow(long bytes) {
            take(bytes, 0);
        }

        private void take(long bytes, long seconds) {
            long more = units(bytes);
            if (taken + more > units) {
                throw OtlpException.unreadable(
                        "The request needs more memory than the server has for one: send fewer spans at a time.");
            }
            try {
                if (!free.tryAcquire((int) more, seconds, TimeUnit.SECONDS)) {
                    throw OtlpException.busy("Many large requests are being stored. Try again shortly.");
                }
                taken += more;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw OtlpException.busy("The server is stopping.");
            }
        }

        /// Gives some of it back.
        public void giveBack(long bytes) {
            long less = Math.min(taken, bytes / UNIT);
            taken -= less;
            free.release((int) less);
        }

        @Override
        public void close() {
            free.release((int) taken);
            taken = 0;
        }

        private static long units(long bytes) {
            return (bytes + UNIT - 1) / UNIT;
        }
    }
}
