package dev.cairn.scoring.invocation;

import dev.cairn.scoring.InvalidInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;

/// A message in protobuf's encoding, read field by field: a range of bytes that nobody copies. `InvalidInput` where it
/// is none. Used by one thread.
final class ProtobufReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;
    private static final int TYPE_BITS = 3;
    private static final int TYPE = 7;
    private static final int VARINT_BITS = 7;

    private final ByteBuffer bytes;
    private int tag;

    ProtobufReader(byte[] message) {
        this(ByteBuffer.wrap(message));
    }

    private ProtobufReader(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The number of the next field, 0 at the end.
    int next() {
        if (!bytes.hasRemaining()) {
            return 0;
        }
        long read = varint();
        tag = (int) read;
        require(read == Integer.toUnsignedLong(tag) && tag >>> TYPE_BITS != 0);
        return tag >>> TYPE_BITS;
    }

    /// The message in the field.
    ProtobufReader message() {
        return new ProtobufReader(bytes());
    }

    /// The bytes in the field.
    ByteBuffer bytes() {
        require((tag & TYPE) == LENGTH);
        long length = varint();
        require(length >= 0 && length <= bytes.remaining());
        ByteBuffer own = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return own.order(ByteOrder.LITTLE_ENDIAN);
    }

    /// @param what is told of a text that is none
    String text(String what) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes()).toString();
        } catch (CharacterCodingException _) {
            throw InvalidInput.form("%s is not UTF-8.".formatted(what));
        }
    }

    /// The whole numbers of a repeated field that are here, be they packed or one by itself.
    void integers(LongConsumer each) {
        if ((tag & TYPE) == LENGTH) {
            ProtobufReader packed = message();
            while (packed.bytes.hasRemaining()) {
                each.accept(packed.varint());
            }
        } else {
            require((tag & TYPE) == VARINT);
            each.accept(varint());
        }
    }

    /// The same of numbers of 32 bits.
    void floats(DoubleConsumer each) {
        ByteBuffer numbers = numbers(FIXED32, Float.BYTES);
        while (numbers.hasRemaining()) {
            each.accept(numbers.getFloat());
        }
    }

    /// The same of numbers of 64 bits.
    void doubles(DoubleConsumer each) {
        ByteBuffer numbers = numbers(FIXED64, Double.BYTES);
        while (numbers.hasRemaining()) {
            each.accept(numbers.getDouble());
        }
    }

    private ByteBuffer numbers(int type, int width) {
        if ((tag & TYPE) == LENGTH) {
            ByteBuffer packed = bytes();
            require(packed.remaining() % width == 0);
            return packed;
        }
        require((tag & TYPE) == type);
        return fixed(width);
    }

    /// Passes over a field.
    void skip() {
        switch (tag & TYPE) {
            case VARINT -> varint();
            case FIXED64 -> fixed(Double.BYTES);
            case LENGTH -> bytes();
            case FIXED32 -> fixed(Float.BYTES);
            default -> throw malformed();
        }
    }

    private ByteBuffer fixed(int width) {
        require(bytes.remaining() >= width);
        ByteBuffer own = bytes.slice(bytes.position(), width);
        bytes.position(bytes.position() + width);
        return own.order(ByteOrder.LITTLE_ENDIAN);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
            require(bytes.hasRemaining());
            byte next = bytes.get();
            value |= (long) (next & Byte.MAX_VALUE) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed();
    }

    private static void require(boolean isWellFormed) {
        if (!isWellFormed) {
            throw malformed();
        }
    }

    private static InvalidInput malformed() {
        return InvalidInput.form("The message is not in protobuf's encoding, or not of this method.");
    }
}
