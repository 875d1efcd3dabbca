package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cairn.scoring.invocation.Answer;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What a process answered to one request: its status (2 bytes), the length of its type (1) and the type, the
/// length of its body (4) and the body.
@SuppressWarnings("ArrayRecordComponent") // made once, sent once
record Reply(int status, String mediaType, byte[] body) {
    private static final byte ANSWERS = 'A';
    private static final int LEFT_OUT = 0;

    /// Whether the answer comes in parts, of which the body has the number.
    boolean isPromise() {
        return mediaType.equals(Answer.EVENTS);
    }

    /// Whether there was no room for the answer beside those to other requests (worker.py), so
    /// that it is to be asked for by itself.
    boolean isLeftOut() {
        return status == LEFT_OUT;
    }

    /// Answers to the requests of one frame.
    ///
    /// @param micros that the model took for all of them
    record All(List<Reply> replies, long micros) {}

    /// Reads the answers to so many requests.
    static All read(ByteBuffer frame, int requests) throws IOException {
        try {
            if (frame.get() != ANSWERS) {
                throw new IOException("A frame that is no answer");
            }
            long micros = Integer.toUnsignedLong(frame.getInt());
            List<Reply> replies = new ArrayList<>(requests);
            for (int i = 0; i < requests; i++) {
                int status = Short.toUnsignedInt(frame.getShort());
                if (status == LEFT_OUT && requests == 1) {
                    throw new IOException("No answer to a request that was asked by itself");
                }
                String type = new String(bytes(frame, Byte.toUnsignedInt(frame.get())), US_ASCII);
                replies.add(new Reply(status, type, bytes(frame, frame.getInt())));
            }
            return new All(replies, micros);
        } catch (BufferUnderflowException cutOff) {
            throw new IOException("An answer that is cut off", cutOff);
        }
    }

    private static byte[] bytes(ByteBuffer frame, int length) throws IOException {
        if (length < 0 || length > frame.remaining()) {
            throw new IOException("An answer that is cut off");
        }
        byte[] bytes = new byte[length];
        frame.get(bytes);
        return bytes;
    }
}
