package dev.cairn.artifacts.bucket;

import dev.cairn.http.ApiException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The memory that all uploads of a store together may use for the parts that they are sending on, in MiB. A part is
/// there once it has arrived whole, and until the store has it, since it may have to be sent again.
final class UploadMemory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MIB = 1 << 20;

    private final int most;
    private final Semaphore free;

    UploadMemory(int mebibytes) {
        most = mebibytes;
        free = new Semaphore(mebibytes, true);
    }

    /// A quarter of what the JVM may take.
    static UploadMemory ofThisProcess() {
        return new UploadMemory(Math.clamp(Runtime.getRuntime().maxMemory() / 4 / MIB, 64, 8_192));
    }

    /// A buffer; waits for its turn, and refuses after that.
    Part part(int bytes) {
        int mebibytes = Math.min(most, 1 + bytes / MIB);
        try {
            if (!free.tryAcquire(mebibytes, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw ApiException.busy("The server has as many uploads as it can take; try again.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping; try again.");
        }
        return new Part(new byte[bytes], mebibytes);
    }

    /// Memory that is taken until it is closed.
    final class Part implements AutoCloseable {
        private final byte[] buffer;
        private final int mebibytes;

        private Part(byte[] buffer, int mebibytes) {
            this.buffer = buffer;
            this.mebibytes = mebibytes;
        }

        byte[] buffer() {
            return buffer;
        }

        @Override
        public void close() {
            free.release(mebibytes);
        }
    }
}
