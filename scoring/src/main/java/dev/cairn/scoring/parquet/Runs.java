package dev.cairn.scoring.parquet;

import java.nio.ByteBuffer;

/// Small numbers in runs, either of one number or of numbers of so many bits each: Parquet's
/// encoding `RLE`. Used by one thread.
public final class Runs {
    private final ByteBuffer in;
    private final int width;
    private ByteBuffer packed = ByteBuffer.allocate(0);
    private boolean isPacked;
    private long bit;
    private long left;
    private int repeated;

    /// @param width how many bits a number has, 32 at most
    public Runs(ByteBuffer in, int width) {
        if (width < 0 || width > Integer.SIZE) {
            throw new IllegalArgumentException("a number has too many bits");
        }
        this.in = in;
        this.width = width;
    }

    /// The next number; negative where one of 32 bits is too large for an `int`.
    public int next() {
        while (left == 0) {
            begin();
        }
        left--;
        if (!isPacked) {
            return repeated;
        }
        int shift = (int) (bit % Byte.SIZE);
        int at = (int) (bit / Byte.SIZE);
        long bits = 0;
        for (int k = 0; k * Byte.SIZE < shift + width; k++) {
            bits |= (packed.get(at + k) & 0xffL) << (k * Byte.SIZE);
        }
        bit += width;
        return (int) ((bits >>> shift) & ((1L << width) - 1));
    }

    /// Each run takes a byte at least.
    private void begin() {
        int header = Varint.count(in);
        int count = header >>> 1;
        isPacked = (header & 1) == 1;
        if (isPacked) {
            left = (long) count * Byte.SIZE;
            // the last bytes may be left out where no number needs them
            int size = (int) Math.min((long) count * width, in.remaining());
            packed = in.slice(in.position(), size);
            in.position(in.position() + size);
            bit = 0;
        } else {
            left = count;
            repeated = 0;
            for (int k = 0; k < Math.ceilDiv(width, Byte.SIZE); k++) {
                repeated |= (in.get() & 0xff) << (k * Byte.SIZE);
            }
        }
    }
}
