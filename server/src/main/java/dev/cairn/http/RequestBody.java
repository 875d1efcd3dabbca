package dev.cairn.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ServerConnectionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// A request's body. What the client did wrong in sending it becomes a refusal; after one, nothing more that comes on
/// this connection can be understood.
final class RequestBody extends FilterInputStream {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    /// The least that a minute of waiting has to bring. A client below that is holding a place, not sending a body.
    private static final int BYTES_A_MINUTE = 4 * 1024;

    private static final String LATE = "The request body did not arrive in time.";

    private final LongSupplier nanoClock;
    private long waited;
    private long received;
    private boolean broken;

    RequestBody(InputStream content, LongSupplier nanoClock) {
        super(content);
        this.nanoClock = nanoClock;
    }

    /// Whether the connection cannot carry another request.
    boolean isBroken() {
        return broken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            long start = nanoClock.getAsLong();
            int read = super.read(target, offset, length);
            if (read > 0) {
                requireProgress(nanoClock.getAsLong() - start, read);
            }
            return read;
        } catch (DataReader.InsufficientDataAvailableException | IllegalStateException cutOff) {
            throw refuse("The request body ended before its announced end.");
        } catch (NumberFormatException badChunk) {
            throw refuse("The request body is not in well-formed chunks.");
        } catch (ServerConnectionException failure) {
            if (failure.getCause() instanceof UncheckedIOException io
                    && io.getCause() instanceof SocketTimeoutException) {
                throw refuse(LATE);
            }
            throw failure;
        }
    }

    private void requireProgress(long nanos, int bytes) {
        waited += nanos;
        received += bytes;
        if (waited >= MINUTE) {
            if (received < BYTES_A_MINUTE * (waited / MINUTE)) {
                throw refuse(LATE);
            }
            waited = 0;
            received = 0;
        }
    }

    /// Leaves the rest unread: the HTTP library skips it, or closes the connection where it cannot.
    @Override
    public void close() {}

    private ApiException refuse(String message) {
        broken = true;
        return ApiException.badRequest(message);
    }
}
