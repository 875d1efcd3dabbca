package dev.cairn.series;

import java.util.stream.IntStream;

/// Which points of a long series a chart gets: the first of each of `limit` equal buckets, and always the last point.
public final class Sample {
    private Sample() {}

    /// Buckets as SQL's `NTILE` makes them: the first `size % limit` hold one point more than the others.
    public static int[] positions(int size, int limit) {
        if (size <= limit) {
            return IntStream.range(0, size).toArray();
        }
        int[] positions = new int[limit];
        int small = size / limit;
        int larger = size % limit;
        for (int bucket = 0; bucket < limit; bucket++) {
            positions[bucket] = bucket * small + Math.min(bucket, larger);
        }
        positions[limit - 1] = size - 1;
        return positions;
    }
}
