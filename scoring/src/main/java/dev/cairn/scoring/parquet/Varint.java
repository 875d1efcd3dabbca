package dev.cairn.scoring.parquet;

import java.nio.ByteBuffer;

/// A number of seven bits a byte, the lowest first.
final class Varint {
    private static final int BITS = 7;

    private Varint() {}

    static long read(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }

    /// One that is a number of things, or a place.
    static int count(ByteBuffer in) {
        long value = read(in);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a number is too large");
        }
        return (int) value;
    }
}
