package dev.cairn.scoring.parquet;

import java.nio.ByteBuffer;

/// Unpacks blocks of snappy: literal bytes, and copies of what came before.
public final class Snappy {
    /// More than any byte of a block can become: a copy of 64 takes three.
    private static final int MOST_OF_A_BYTE = 64;

    private static final int LITERAL = 0;
    private static final int SHORT_COPY = 1;
    private static final int COPY = 2;
    private static final int LONG_LITERAL = 60;

    private Snappy() {}

    /// Unpacks a block that has to be of this size.
    public static byte[] unpacked(ByteBuffer in, int size) {
        require(Varint.count(in) == size && size <= (long) MOST_OF_A_BYTE * in.remaining());
        byte[] out = new byte[size];
        int at = 0;
        while (at < size) {
            int tag = in.get() & 0xff;
            int rest = tag >> 2;
            int kind = tag & 3;
            if (kind == LITERAL) {
                long length = (rest < LONG_LITERAL ? rest : little(in, rest - LONG_LITERAL + 1)) + 1;
                require(length <= size - at);
                in.get(out, at, (int) length);
                at += (int) length;
            } else {
                boolean isShort = kind == SHORT_COPY;
                int length = isShort ? (rest & 7) + 4 : rest + 1;
                long back = isShort
                        ? ((long) (rest >> 3) << Byte.SIZE) | little(in, 1)
                        : little(in, kind == COPY ? Short.BYTES : Integer.BYTES);
                require(length <= size - at && back > 0 && back <= at);
                // a copy may go on with what it has just written
                for (int end = at + length; at < end; at++) {
                    out[at] = out[at - (int) back];
                }
            }
        }
        require(!in.hasRemaining());
        return out;
    }

    private static long little(ByteBuffer in, int bytes) {
        long value = 0;
        for (int k = 0; k < bytes; k++) {
            value |= (in.get() & 0xffL) << (k * Byte.SIZE);
        }
        return value;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("a block of snappy is damaged");
        }
    }
}
