package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;

/// What a process answered to one request.
///
/// @param micros that the model took for it
@SuppressWarnings("ArrayRecordComponent") // made once, sent once
record Reply(int status, String mediaType, byte[] body, long micros) {
    private static final byte ANSWER = 'A';
    private static final int LEAST = 8;

    static Reply of(ByteBuffer frame) throws IOException {
        if (frame.remaining() < LEAST || frame.get() != ANSWER) {
            throw new IOException("An answer that is none");
        }
        int status = Short.toUnsignedInt(frame.getShort());
        long micros = Integer.toUnsignedLong(frame.getInt());
        byte[] type = new byte[Math.min(Byte.toUnsignedInt(frame.get()), frame.remaining())];
        frame.get(type);
        byte[] body = new byte[frame.remaining()];
        frame.get(body);
        return new Reply(status, new String(type, US_ASCII), body, micros);
    }
}
