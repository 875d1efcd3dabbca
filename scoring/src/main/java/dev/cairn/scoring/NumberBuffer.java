package dev.cairn.scoring;

import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Growing numbers: whole ones until the first that is not, as pandas types a column. Used by one thread.
final class NumberBuffer {
    private static final int FIRST_CAPACITY = 16;

    private long[] longs = new long[FIRST_CAPACITY];
    private double[] doubles = new double[0];
    private boolean whole = true;
    private int size;

    void add(long value) {
        if (!whole) {
            add((double) value);
            return;
        }
        if (size == longs.length) {
            longs = Arrays.copyOf(longs, size * 2);
        }
        longs[size++] = value;
    }

    void add(double value) {
        if (whole) {
            widen();
        }
        if (size == doubles.length) {
            doubles = Arrays.copyOf(doubles, size * 2);
        }
        doubles[size++] = value;
    }

    int size() {
        return size;
    }

    Column build() {
        return whole
                ? new Column.Longs(LongBuffer.wrap(Arrays.copyOf(longs, size)))
                : new Column.Doubles(DoubleBuffer.wrap(Arrays.copyOf(doubles, size)));
    }

    /// Appends the numbers to a list, boxed; NaN becomes null.
    void copyTo(List<@Nullable Object> target) {
        for (int i = 0; i < size; i++) {
            if (whole) {
                target.add(longs[i]);
            } else {
                target.add(Double.isNaN(doubles[i]) ? null : doubles[i]);
            }
        }
    }

    private void widen() {
        doubles = new double[longs.length];
        for (int i = 0; i < size; i++) {
            doubles[i] = longs[i];
        }
        longs = new long[0];
        whole = false;
    }
}
