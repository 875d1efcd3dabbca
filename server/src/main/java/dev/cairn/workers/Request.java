package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;

/// A request to `/invocations` as a process is asked it: the length of its type (1 byte) and the type, the length
/// of its body (4) and the body.
@SuppressWarnings("ArrayRecordComponent") // made once, sent once
record Request(byte[] type, byte[] body) {
    private static final byte INVOCATIONS = 'I';
    private static final int LONGEST_TYPE = 255;

    Request {
        if (type.length > LONGEST_TYPE) {
            throw new IllegalArgumentException("A type of %d bytes".formatted(type.length));
        }
    }

    /// @param type of the body; of one that is too long so much as tells that it is none
    static Request of(String type, byte[] body) {
        return new Request(
                type.substring(0, Math.min(type.length(), LONGEST_TYPE)).getBytes(US_ASCII), body);
    }

    private int size() {
        return 1 + type.length + Integer.BYTES + body.length;
    }

    /// All of them in one frame.
    static ByteBuffer[] frame(List<Request> requests) {
        ByteBuffer[] parts = new ByteBuffer[1 + 2 * requests.size()];
        int length = 1 + requests.stream().mapToInt(Request::size).sum();
        parts[0] = ByteBuffer.allocate(Integer.BYTES + 1)
                .putInt(length)
                .put(INVOCATIONS)
                .flip();
        int next = 1;
        for (Request request : requests) {
            parts[next++] = ByteBuffer.allocate(1 + request.type.length + Integer.BYTES)
                    .put((byte) request.type.length)
                    .put(request.type)
                    .putInt(request.body.length)
                    .flip();
            parts[next++] = ByteBuffer.wrap(request.body);
        }
        return parts;
    }
}
