package dev.cairn.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes and reads the stored form of points (see `Points`).
final class Frame {
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_VARINT = 10;
    private static final int MAX_POINT = 2 * MAX_VARINT + Double.BYTES;

    private final byte[] bytes;
    private int position;

    private Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A frame of the points from `from` to before `to`.
    static byte[] write(Points points, int from, int to) {
        Frame out = new Frame(new byte[MAX_VARINT + (to - from) * MAX_POINT]);
        out.writeVarint(to - from);
        long step = 0;
        long timestamp = 0;
        for (int i = from; i < to; i++) {
            out.writeZigzag(points.step(i) - step);
            out.writeZigzag(points.timestamp(i) - timestamp);
            DOUBLE.set(out.bytes, out.position, points.value(i));
            out.position += Double.BYTES;
            step = points.step(i);
            timestamp = points.timestamp(i);
        }
        return Arrays.copyOf(out.bytes, out.position);
    }

    static void read(byte[] chunk, Points into) {
        Frame in = new Frame(chunk);
        while (in.position < chunk.length) {
            long count = in.readVarint();
            long step = 0;
            long timestamp = 0;
            for (long i = 0; i < count; i++) {
                step += in.readZigzag();
                timestamp += in.readZigzag();
                into.add(step, timestamp, (double) DOUBLE.get(chunk, in.position));
                in.position += Double.BYTES;
            }
        }
    }

    private void writeZigzag(long value) {
        writeVarint((value << 1) ^ (value >> 63));
    }

    private void writeVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[position++] = (byte) rest;
    }

    private long readZigzag() {
        long raw = readVarint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    private long readVarint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
