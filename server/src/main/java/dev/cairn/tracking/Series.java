package dev.cairn.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A row of `metric_series`: the latest point of a series (greatest step, then timestamp, then value, NaN right
/// after 0), and how full its last chunk is.
///
/// @param value      the latest value, 0 for NaN
/// @param chunk      the number of the last chunk, -1 before the first
/// @param chunkBytes the bytes in it
record Series(double value, boolean isNan, long step, long timestamp, int chunk, int chunkBytes) {
    static final Series EMPTY = new Series(Double.NEGATIVE_INFINITY, false, Long.MIN_VALUE, Long.MIN_VALUE, -1, 0);

    /// What still fits into a leaf of a clustered SQLite table without an overflow page.
    private static final int MAX_CHUNK_BYTES = 900;

    /// So many points with steps and times close to each other fill a chunk.
    private static final int POINTS_PER_FRAME = 80;

    /// Adds points behind the last ones.
    Appended append(MetricPoints points) {
        List<Chunk> chunks = new ArrayList<>();
        int number = chunk;
        int filled = chunkBytes;
        for (int from = 0; from < points.size(); from += POINTS_PER_FRAME) {
            byte[] frame = MetricFrame.write(points, from, Math.min(points.size(), from + POINTS_PER_FRAME));
            if (number < 0 || filled + frame.length > MAX_CHUNK_BYTES) {
                number++;
                filled = frame.length;
                chunks.add(new Chunk(number, true, frame));
                continue;
            }
            filled += frame.length;
            if (chunks.isEmpty()) {
                chunks.add(new Chunk(number, false, frame));
            } else {
                chunks.add(chunks.removeLast().with(frame));
            }
        }
        return new Appended(latest(points).in(number, filled), chunks);
    }

    private Series latest(MetricPoints points) {
        Series latest = this;
        for (int i = 0; i < points.size(); i++) {
            double number = points.value(i);
            Series point = new Series(
                    Double.isNaN(number) ? 0 : number,
                    Double.isNaN(number),
                    points.step(i),
                    points.timestamp(i),
                    chunk,
                    chunkBytes);
            latest = point.isBefore(latest) ? latest : point;
        }
        return latest;
    }

    private boolean isBefore(Series other) {
        int byStep = Long.compare(step, other.step);
        int byTime = byStep != 0 ? byStep : Long.compare(timestamp, other.timestamp);
        if (byTime != 0) {
            return byTime < 0;
        }
        return value == other.value ? !isNan && other.isNan : value < other.value;
    }

    private Series in(int lastChunk, int bytes) {
        return new Series(value, isNan, step, timestamp, lastChunk, bytes);
    }

    /// A series after an append, and the bytes to store for it.
    record Appended(Series series, List<Chunk> chunks) {}

    /// Bytes of points that go into a chunk: a new one, or the end of the last one.
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to the database, compared by nobody
    record Chunk(int number, boolean isNew, byte[] points) {
        private Chunk with(byte[] more) {
            byte[] both = Arrays.copyOf(points, points.length + more.length);
            System.arraycopy(more, 0, both, points.length, more.length);
            return new Chunk(number, isNew, both);
        }
    }
}
