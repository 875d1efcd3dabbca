package dev.cairn.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What an append adds to the chunks of a series, about 900 bytes each at most.
public final class Chunks {
    /// What still fits into a leaf of a clustered SQLite table without an overflow page.
    public static final int MAX_BYTES = 900;

    /// So many points with steps and times close to each other fill a chunk.
    private static final int POINTS_PER_FRAME = 80;

    private Chunks() {}

    /// Points as bytes, cut so that each piece fits into a chunk.
    public static List<byte[]> of(Points points) {
        List<byte[]> pieces = new ArrayList<>();
        byte[] last = new byte[0];
        for (int from = 0; from < points.size(); from += POINTS_PER_FRAME) {
            byte[] frame = Frame.write(points, from, Math.min(points.size(), from + POINTS_PER_FRAME));
            if (last.length > 0 && last.length + frame.length > MAX_BYTES) {
                pieces.add(last);
                last = frame;
            } else {
                last = joined(last, frame);
            }
        }
        pieces.add(last);
        return pieces;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
