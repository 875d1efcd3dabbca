package dev.cairn.http.connections;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/// What comes in on a connection, in pieces that grow while the client sends faster than the server reads, and are
/// small again once it does not, so that connections on which nothing comes hold little. The library's own pieces are
/// of 8 KiB at most, each a system call and a copy. A request of HTTP/1.0 comes in as one of HTTP/1.1.
final class Incoming implements Supplier<byte @Nullable []> {
    private static final int SMALLEST = 8 * 1024;
    private static final int LARGEST = 64 * 1024;

    private static final VirtualThreadSchedulerMXBean SCHEDULER =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    private final HelidonSocket socket;
    private final BooleanSupplier isAwaited;
    private int size = SMALLEST;
    private boolean started;

    /// @param isAwaited whether the client waits for something, and so may be silent
    Incoming(HelidonSocket socket, BooleanSupplier isAwaited) {
        this.socket = socket;
        this.isAwaited = isAwaited;
    }

    /// The next piece, null at the end.
    ///
    /// @throws ServerConnectionException if the connection broke, or brought nothing in time
    @Override
    public byte @Nullable [] get() {
        if (started) {
            return read();
        }
        started = true;
        byte[] line = read();
        while (line != null && Http10.isCutOff(line)) {
            byte[] more = read();
            if (more == null) {
                return line;
            }
            line = joined(line, more);
        }
        return line == null ? null : Http10.asHttp11(line);
    }

    private byte @Nullable [] read() {
        letOthersGoFirst();
        byte[] piece = new byte[size];
        int read = read(piece);
        if (read < 0) {
            return null;
        }
        if (read == piece.length) {
            size = Math.min(2 * size, LARGEST);
            return piece;
        }
        size = SMALLEST;
        return Arrays.copyOf(piece, read);
    }

    /// Lets threads that wait for a processor go first: those of other connections would else wait as long as the
    /// client of this one sends as fast as it is answered.
    @SuppressWarnings("ThreadPriorityCheck") // virtual threads have no time slices
    private static void letOthersGoFirst() {
        if (SCHEDULER.getQueuedVirtualThreadCount() > 0) {
            Thread.yield();
        }
    }

    @SuppressWarnings("removal") // the library's only read whose size the caller chooses
    private int read(byte[] piece) {
        while (true) {
            try {
                return socket.read(BufferData.create(piece).clear());
            } catch (UncheckedIOException broken) {
                if (!(broken.getCause() instanceof SocketTimeoutException && isAwaited.getAsBoolean())) {
                    throw new ServerConnectionException("The connection broke", broken);
                }
            }
        }
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
