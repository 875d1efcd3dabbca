package dev.cairn.grpc;

import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// One call of a method: a message that came, and the one that answers it. Used by one thread.
public final class GrpcCall {
    static final String TYPE = "application/grpc";

    /// Before each message: whether it is packed, and its length.
    private static final int HEAD_BYTES = 1 + Integer.BYTES;

    private static final int OK = 200;

    private final Exchange exchange;
    private final int length;

    private GrpcCall(Exchange exchange, int length) {
        this.exchange = exchange;
        this.length = length;
    }

    /// Reads as much as says how long the message is.
    ///
    /// @param most how many bytes it may have
    static GrpcCall begin(Exchange exchange, int most) throws IOException {
        byte[] head = exchange.body().readNBytes(HEAD_BYTES);
        if (head.length < HEAD_BYTES) {
            throw cutOff();
        }
        if (head[0] != 0) {
            exchange.responseHeader("grpc-accept-encoding", "identity");
            throw ApiException.notImplemented("The message is packed (%s); this server reads none that are."
                    .formatted(exchange.header("grpc-encoding").orElse("it is not said how")));
        }
        int length = ByteBuffer.wrap(head, 1, Integer.BYTES).getInt();
        if (length < 0 || length > most) {
            throw new ApiException(
                    ErrorCode.QUOTA_EXCEEDED, "The message is larger than %d MiB.".formatted(most >> 20));
        }
        return new GrpcCall(exchange, length);
    }

    public Exchange exchange() {
        return exchange;
    }

    /// How many bytes the message has.
    public int length() {
        return length;
    }

    /// Reads the message; once.
    public byte[] message() throws IOException {
        InputStream body = exchange.body();
        byte[] message = body.readNBytes(length);
        if (message.length < length) {
            throw cutOff();
        }
        if (body.read() >= 0) {
            throw ApiException.badRequest("The call has more than one message.");
        }
        return message;
    }

    /// Sends the message that is the answer.
    public void answer(byte[] message) {
        byte[] framed = ByteBuffer.allocate(HEAD_BYTES + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
        exchange.trailer("grpc-status", GrpcStatus.OK.text());
        exchange.send(OK, TYPE, framed);
    }

    private static ApiException cutOff() {
        return ApiException.badRequest("The call ended before the end of its message.");
    }
}
