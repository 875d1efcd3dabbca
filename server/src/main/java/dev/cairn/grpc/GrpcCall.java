package dev.cairn.grpc;

import dev.cairn.http.ApiException;
import dev.cairn.http.BoundedBody;
import dev.cairn.http.Deadline;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// One call of a method: a message that came, and the one that answers it. Used by one thread.
public final class GrpcCall {
    static final String TYPE = "application/grpc";

    /// Before each message: whether it is packed, and its length.
    private static final int HEAD_BYTES = 1 + Integer.BYTES;

    private static final int OK = 200;
    private static final int MEBIBYTE = 1 << 20;
    private static final String GZIP = "gzip";
    private static final String PLAIN = "identity";

    private final Exchange exchange;
    private final Deadline deadline;
    private final int length;
    private final int most;
    private final boolean isPacked;

    private GrpcCall(Exchange exchange, Deadline deadline, int length, int most, boolean isPacked) {
        this.exchange = exchange;
        this.deadline = deadline;
        this.length = length;
        this.most = most;
        this.isPacked = isPacked;
    }

    /// Reads as much as says how long the message is.
    ///
    /// @param most how many bytes it may have, packed or not
    static GrpcCall begin(Exchange exchange, int most) throws IOException {
        exchange.responseHeader("grpc-accept-encoding", PLAIN + "," + GZIP);
        OptionalLong timeout = Timeout.nanos(exchange);
        Deadline deadline = timeout.isEmpty() ? Deadline.NONE : Deadline.in(timeout.getAsLong());
        byte[] head = exchange.body().readNBytes(HEAD_BYTES);
        if (head.length < HEAD_BYTES) {
            throw cutOff();
        }
        boolean isPacked = head[0] != 0;
        if (isPacked) {
            requireGzip(exchange.header("grpc-encoding").orElse(PLAIN));
        }
        int length = ByteBuffer.wrap(head, 1, Integer.BYTES).getInt();
        if (length < 0 || length > most) {
            throw tooLarge(most);
        }
        return new GrpcCall(exchange, deadline, length, most, isPacked);
    }

    private static void requireGzip(String encoding) {
        switch (encoding) {
            case GZIP -> {}
            case PLAIN ->
                throw new ApiException(
                        ErrorCode.INTERNAL_ERROR, // as gRPC has it of a client's mistake
                        "The message is said to be packed, and grpc-encoding does not say how.");
            default ->
                throw ApiException.notImplemented(
                        "The message is packed (%s); this server reads gzip alone.".formatted(encoding));
        }
    }

    private static ApiException tooLarge(int most) {
        String limit = most < MEBIBYTE ? (most >> 10) + " KiB" : (most >> 20) + " MiB";
        return new ApiException(ErrorCode.QUOTA_EXCEEDED, "The message is larger than %s.".formatted(limit));
    }

    public Exchange exchange() {
        return exchange;
    }

    /// Until when the client waits for the answer.
    public Deadline deadline() {
        return deadline;
    }

    /// How many bytes the message has as it is sent.
    public int length() {
        return length;
    }

    /// Reads the message, and unpacks it; once.
    public byte[] message() throws IOException {
        return message(_ -> {});
    }

    /// The same, which asks for the memory that it takes.
    ///
    /// @param room is told how many bytes it takes, before it takes more than its length
    public byte[] message(IntConsumer room) throws IOException {
        InputStream body = exchange.body();
        byte[] message = body.readNBytes(length);
        if (message.length < length) {
            throw cutOff();
        }
        if (body.read() >= 0) {
            throw ApiException.badRequest("The call has more than one message.");
        }
        return isPacked ? unpacked(message, room) : message;
    }

    private byte[] unpacked(byte[] packed, IntConsumer room) throws IOException {
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new BoundedBody(BoundedBody.FIRST_BYTES, most, () -> tooLarge(most))
                    .read(unpacked, bytes -> room.accept(packed.length + bytes));
        } catch (ZipException | EOFException broken) {
            throw ApiException.badRequest("The message is not packed as gzip packs.");
        }
    }

    /// Sends the message that is the answer.
    ///
    /// @throws ApiException if nobody waits for it any more
    public void answer(byte[] message) {
        deadline.check();
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
