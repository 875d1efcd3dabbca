package dev.cairn.http;

import io.helidon.common.buffers.DataReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;

/// A request's body. What the client did wrong in sending it becomes a refusal; after one, nothing more that comes on
/// this connection can be understood.
final class RequestBody extends FilterInputStream {
    private boolean broken;

    RequestBody(InputStream content) {
        super(content);
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
            return super.read(target, offset, length);
        } catch (DataReader.InsufficientDataAvailableException | IllegalStateException cutOff) {
            throw refuse("The request body ended before its announced end.");
        } catch (NumberFormatException badChunk) {
            throw refuse("The request body is not in well-formed chunks.");
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof SocketTimeoutException) {
                throw refuse("The request body did not arrive in time.");
            }
            throw failure;
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
