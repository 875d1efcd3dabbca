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
        free = new Semaphore((int) units, true);
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
    ///
    /// It waits for others only as long as it holds nothing: requests that held some and waited for more would wait
    /// for each other.
    public final class Share implements AutoCloseable {
        private long taken;
        private long used;

        private Share() {}

        /// Takes what the request is likely to need, as far as there is so much at all; waits for others if it must,
        /// but not for ever.
        public void reserve(long bytes) {
            acquire(Math.min(units, units(bytes)) - taken);
        }

        /// Pays for what comes to be, from what is reserved as far as that goes.
        void take(long bytes) {
            used += bytes;
            if (units(used) > units) {
                throw OtlpException.unreadable(
                        "The request needs more memory than the server has for one: send fewer spans at a time.");
            }
            acquire(units(used) - taken);
        }

        private void acquire(long more) {
            if (more <= 0) {
                return;
            }
            try {
                boolean isFree = taken == 0
                        ? free.tryAcquire((int) more, PATIENCE_SECONDS, TimeUnit.SECONDS)
                        : free.tryAcquire((int) more); // also before those who wait
                if (!isFree) {
                    throw OtlpException.busy("Many large requests are being stored. Try again shortly.");
                }
                taken += more;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw OtlpException.busy("The server is stopping.");
            }
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
