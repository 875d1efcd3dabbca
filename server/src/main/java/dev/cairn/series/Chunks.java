package dev.cairn.series;

import java.util.ArrayList;
import java.util.List;

/// What an append adds to the chunks of a series, about 900 bytes each at most.
public final class Chunks {
    /// What still fits into a leaf of a clustered SQLite table without an overflow page.
    public static final int MAX_BYTES = 900;

    /// So many points with steps and times close to each other fill a chunk.
    private static final int POINTS_PER_FRAME = 80;

    private Chunks() {}

    /// Points as bytes, cut so that each piece fits into a chunk.
    public static List<Chunk> of(Points points) {
        List<Chunk> pieces = new ArrayList<>();
        for (int from = 0; from < points.size(); from += POINTS_PER_FRAME) {
            Chunk frame = Chunk.of(points, from, Math.min(points.size(), from + POINTS_PER_FRAME));
            if (!pieces.isEmpty() && pieces.getLast().length() + frame.length() <= MAX_BYTES) {
                pieces.add(pieces.removeLast().with(frame));
            } else {
                pieces.add(frame);
            }
        }
        return pieces;
    }
}
