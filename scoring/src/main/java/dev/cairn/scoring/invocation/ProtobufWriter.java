package dev.cairn.scoring.invocation;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/// Writes a message in protobuf's encoding, of no more bytes than an answer may have. Used by one thread.
final class ProtobufWriter {
    private static final int LENGTH = 2;
    private static final int TYPE_BITS = 3;
    private static final int VARINT_BITS = 7;
    private static final int MORE = 0x80;

    private final AnswerBytes bytes = new AnswerBytes();

    /// A text; an empty one is not written, as it is what a reader takes an absent one for.
    ProtobufWriter text(int field, String text) {
        return text.isEmpty() ? this : bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    ProtobufWriter bytes(int field, byte[] value) {
        varint(((long) field << TYPE_BITS) | LENGTH);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    ProtobufWriter message(int field, ProtobufWriter message) {
        return bytes(field, message.toBytes());
    }

    /// Of false nothing is written.
    ProtobufWriter truth(int field, boolean value) {
        if (value) {
            varint((long) field << TYPE_BITS);
            varint(1);
        }
        return this;
    }

    /// A repeated number, packed.
    ProtobufWriter integers(int field, Collection<? extends Number> values) {
        ProtobufWriter packed = new ProtobufWriter();
        values.forEach(value -> packed.varint(value.longValue()));
        return message(field, packed);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    /// A number without a field before it.
    void varint(long value) {
        long rest = value;
        while ((rest & ~Byte.MAX_VALUE) != 0) {
            bytes.write((int) (rest & Byte.MAX_VALUE) | MORE);
            rest >>>= VARINT_BITS;
        }
        bytes.write((int) rest);
    }
}
