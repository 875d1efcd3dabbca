package dev.cairn.otlp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// A message in protobuf's encoding, read field by field: a range of bytes that nobody copies. Used by one thread.
final class Wire {
    private static final char NOT_UTF_8 = '\uFFFD';

    private final byte[] bytes;
    private final ByteBuffer numbers;
    private final int depth;
    private int position;
    private final int end;
    private int tag;

    Wire(byte[] bytes) {
        this(bytes, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 0, bytes.length, 0);
    }

    private Wire(byte[] bytes, ByteBuffer numbers, int from, int end, int depth) {
        this.bytes = bytes;
        this.numbers = numbers;
        this.position = from;
        this.end = end;
        this.depth = depth;
    }

    /// The number of the next field, 0 at the end.
    int next() {
        if (position == end) {
            return 0;
        }
        long read = varint();
        tag = (int) read;
        if (read != (tag & 0xffffffffL) || tag >>> 3 == 0) {
            throw malformed();
        }
        return tag >>> 3;
    }

    /// The message in the field; `limit` messages may lie within each other.
    Wire message(int limit) {
        if (depth >= limit) {
            throw OtlpException.unreadable(
                    "Invalid OpenTelemetry format: values lie more than %d deep in each other".formatted(limit));
        }
        int length = length();
        Wire inner = new Wire(bytes, numbers, position, position + length, depth + 1);
        position += length;
        return inner;
    }

    /// @param field what is told of a text that is none
    String text(String field) {
        int length = length();
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        if (text.indexOf(NOT_UTF_8) >= 0) {
            requireUtf8(field, position, length);
        }
        position += length;
        return text;
    }

    byte[] bytes() {
        int length = length();
        byte[] copy = java.util.Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return copy;
    }

    String traceId() {
        int length = length();
        String id = SpanBuilder.traceId(bytes, position, length);
        position += length;
        return id;
    }

    long spanId() {
        int length = length();
        long id = SpanBuilder.spanId(bytes, position, length);
        position += length;
        return id;
    }

    long fixed64() {
        require((tag & 7) == 1 && end - position >= 8);
        position += 8;
        return numbers.getLong(position - 8);
    }

    long fixed32() {
        require((tag & 7) == 5 && end - position >= 4);
        position += 4;
        return numbers.getInt(position - 4) & 0xffffffffL;
    }

    long number() {
        require((tag & 7) == 0);
        return varint();
    }

    /// Passes over a field that nobody knows.
    void skip() {
        switch (tag & 7) {
            case 0 -> varint();
            case 1 -> fixed64();
            case 2 -> {
                int length = length(); // which moves the position itself
                position += length;
            }
            case 5 -> fixed32();
            default -> throw malformed();
        }
    }

    private int length() {
        require((tag & 7) == 2);
        long length = varint();
        require(length >= 0 && length <= end - position);
        return (int) length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            require(position < end);
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed();
    }

    private void requireUtf8(String field, int from, int length) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, length));
        } catch (CharacterCodingException invalid) {
            throw new NotText(field);
        }
    }

    /// A text that is not valid UTF-8, before it is known of which span.
    static final class NotText extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotText(String field) {
            super(field, null, false, false);
        }

        /// The refusal of the request.
        ///
        /// @param where such as ` of span 00f067aa0ba902b7`
        OtlpException in(String where) {
            return OtlpException.unreadable(
                    "Invalid OpenTelemetry format: the %s%s is not valid UTF-8".formatted(getMessage(), where));
        }
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw malformed();
        }
    }

    private static OtlpException malformed() {
        return OtlpException.unreadable("Invalid OpenTelemetry format");
    }
}
