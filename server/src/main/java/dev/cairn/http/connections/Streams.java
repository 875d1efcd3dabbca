package dev.cairn.http.connections;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.common.task.InterruptableTask;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The streams of one connection of HTTP/2, each answered on a thread of its own. The library waits
/// without end for the body of a request, also when the connection is over: here such a wait ends as
/// on a connection of HTTP/1. Safe for use by any number of threads.
public final class Streams extends AbstractExecutorService {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final ScopedValue<Streams> CURRENT = ScopedValue.newInstance();

    private final ConnectionContext connection;
    private final StuckWrites watch;
    private final Set<StuckWrites.Wait> reads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean isOver;
    private volatile boolean isEnding;
    private volatile @Nullable ServerConnection library;

    /// The connection's own thread, which reads the frames of all streams.
    private volatile @Nullable Thread reader;

    Streams(ConnectionContext connection, StuckWrites watch) {
        this.connection = connection;
        this.watch = watch;
    }

    /// Those of the connection on which the request came that this thread answers; empty for one of HTTP/1.
    public static Optional<Streams> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// Whether a client waits for an answer, or is sending a request.
    boolean areUnderWay() {
        return underWay.get() > 0;
    }

    /// The body of a request, for which nobody waits longer than for another read.
    public InputStream body(InputStream body) {
        return new Body(body);
    }

    /// Ends the connection, of which this thread's stream cannot be brought to an end.
    public void end() {
        try {
            connection.serverSocket().close();
        } catch (UncheckedIOException gone) {
            LOG.debug("A connection that is to be closed is closed already", gone);
        } finally {
            Thread waiting = reader;
            if (waiting != null) {
                waiting.interrupt(); // else it would wait for room among the frames of a stream that nobody reads
            }
            Thread.currentThread().interrupt(); // else the library would wait here for what the client does not send
        }
    }

    private void over() {
        isOver = true;
        reads.forEach(StuckWrites.Wait::giveUp);
    }

    @Override
    public void execute(Runnable stream) {
        underWay.incrementAndGet();
        try {
            connection
                    .executor()
                    .execute(() -> ScopedValue.where(CURRENT, this).run(() -> {
                        try {
                            stream.run();
                        } finally {
                            isAnswered();
                        }
                    }));
        } catch (RejectedExecutionException stopping) {
            underWay.decrementAndGet();
            throw stopping;
        }
    }

    private void isAnswered() {
        if (underWay.decrementAndGet() == 0 && isEnding) {
            leave();
        }
    }

    /// Ends the connection once no client waits for an answer.
    private void endWhenAnswered() {
        isEnding = true;
        if (!areUnderWay()) {
            leave();
        }
    }

    private void leave() {
        ServerConnection open = library;
        if (open != null) {
            open.close(true);
        }
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("The threads are the server's");
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException("The threads are the server's");
    }

    @Override
    public boolean isShutdown() {
        return connection.executor().isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return connection.executor().isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return connection.executor().awaitTermination(timeout, unit);
    }

    /// The library's connection, at whose end nobody waits for more of a body.
    ServerConnection around(ServerConnection connected) {
        library = connected;
        return new Around(connected);
    }

    private final class Around implements ServerConnection, InterruptableTask<Void> {
        private final ServerConnection library;

        private Around(ServerConnection library) {
            this.library = library;
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            reader = Thread.currentThread();
            try {
                library.handle(limit);
            } catch (CloseConnectionException | SocketWriterException | UncheckedIOException known) {
                throw known;
            } catch (RuntimeException unreadable) {
                // who speaks something else gets no line in the log with a stack trace
                throw new CloseConnectionException("This is no HTTP/2", unreadable);
            } finally {
                reader = null;
                over();
            }
        }

        @Override
        public boolean canInterrupt() {
            return !areUnderWay();
        }

        @Override
        public Duration idleTime() {
            return library.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            if (interrupt) {
                library.close(true);
            } else {
                endWhenAnswered(); // the library would cut off what is under way, or wait for another frame
            }
        }
    }

    private final class Body extends FilterInputStream {
        private Body(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            StuckWrites.Wait wait = watch.begin(0);
            reads.add(wait);
            int read;
            try {
                if (isOver) {
                    throw gone();
                }
                read = super.read(target, offset, length);
            } catch (RequestException reset) { // by the client, who does not want an answer any more
                throw new ResetException(reset);
            } finally {
                reads.remove(wait);
                watch.end(wait);
            }
            if (wait.isGivenUp()) {
                Thread.interrupted();
                throw isOver ? gone() : late();
            }
            return read;
        }

        private static ServerConnectionException gone() {
            return new ServerConnectionException("The connection broke", new SocketException("It is over"));
        }

        private static ServerConnectionException late() {
            return new ServerConnectionException(
                    "Nothing came", new UncheckedIOException(new SocketTimeoutException("Nothing came in time")));
        }
    }

    /// The client has reset a stream, whose end that is.
    public static final class ResetException extends ServerConnectionException {
        private static final long serialVersionUID = 1L;

        private ResetException(RequestException cause) {
            super("The stream was reset", cause);
        }
    }
}
