package dev.cairn.http.connections;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The writes to clients that are under way, and the reads of bodies that the library does not bound. One of which a
/// client takes nothing for long is ended, with its connection, so that it does not hold for ever what its response
/// holds: a file of a store, or a turn of a few.
public final class StuckWrites implements AutoCloseable {
    /// What a client has to take within the time.
    private static final int PIECE = 256 * 1024;

    private final Set<Wait> underWay = ConcurrentHashMap.newKeySet();
    private final Duration patience;
    private final Thread watch;

    /// @param patience how long a write may take for each 256 KiB of it
    public StuckWrites(Duration patience) {
        this.patience = patience;
        this.watch = Thread.ofVirtual().name("stuck-writes").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(patience.dividedBy(4));
                long now = System.nanoTime();
                underWay.forEach(wait -> wait.endIfLate(now));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// The writer whose writes are watched.
    public DataWriter watched(DataWriter writer) {
        return new Watched(writer);
    }

    private void run(long bytes, Runnable work) {
        Wait write = begin(bytes);
        try {
            work.run();
        } finally {
            end(write);
        }
    }

    /// This thread begins to wait for a client, until [#end].
    Wait begin(long bytes) {
        Wait wait = new Wait(Thread.currentThread(), System.nanoTime() + (1 + bytes / PIECE) * patience.toNanos());
        underWay.add(wait);
        return wait;
    }

    void end(Wait wait) {
        underWay.remove(wait);
        wait.end();
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    /// A thread that waits for a client.
    static final class Wait {
        private final Thread thread;
        private final long end;
        private boolean ended;
        private boolean isGivenUp;

        private Wait(Thread thread, long end) {
            this.thread = thread;
            this.end = end;
        }

        private synchronized void endIfLate(long now) {
            if (end - now < 0) {
                giveUp();
            }
        }

        /// A virtual thread that is interrupted in a write closes its socket.
        synchronized void giveUp() {
            if (!ended) {
                ended = true;
                isGivenUp = true;
                thread.interrupt();
            }
        }

        synchronized boolean isGivenUp() {
            return isGivenUp;
        }

        private synchronized void end() {
            ended = true;
        }
    }

    private final class Watched implements DataWriter {
        private final DataWriter writer;

        private Watched(DataWriter writer) {
            this.writer = writer;
        }

        private static long bytes(BufferData... buffers) {
            long bytes = 0;
            for (BufferData buffer : buffers) {
                bytes += buffer.available();
            }
            return bytes;
        }

        @Override
        public void write(BufferData... buffers) {
            run(bytes(buffers), () -> writer.write(buffers));
        }

        @Override
        public void write(BufferData buffer) {
            run(buffer.available(), () -> writer.write(buffer));
        }

        @Override
        public void writeNow(BufferData... buffers) {
            run(bytes(buffers), () -> writer.writeNow(buffers));
        }

        @Override
        public void writeNow(BufferData buffer) {
            run(buffer.available(), () -> writer.writeNow(buffer));
        }

        @Override
        public void flush() {
            run(0, writer::flush);
        }

        @Override
        public void close() {
            writer.close();
        }
    }
}
