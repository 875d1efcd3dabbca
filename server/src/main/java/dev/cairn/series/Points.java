package dev.cairn.series;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The points of one series in columns: steps, timestamps (ms), values. Grows; used by one thread.
///
/// Stored form, which this class reads and `Frame` writes: frames one after the other; a frame is the count of
/// its points, then for each point the difference of its step and of its timestamp to the point before (the first
/// frame's point: to zero) as zigzag varints, and the eight bytes of its value, little end first.
public final class Points {
    private long[] steps = new long[4];
    private long[] timestamps = new long[4];
    private double[] values = new double[4];
    private int size;

    public int size() {
        return size;
    }

    public long step(int i) {
        return steps[i];
    }

    public long timestamp(int i) {
        return timestamps[i];
    }

    public double value(int i) {
        return values[i];
    }

    public void add(long step, long timestamp, double value) {
        if (size == steps.length) {
            int larger = size * 2;
            steps = Arrays.copyOf(steps, larger);
            timestamps = Arrays.copyOf(timestamps, larger);
            values = Arrays.copyOf(values, larger);
        }
        steps[size] = step;
        timestamps[size] = timestamp;
        values[size] = value;
        size++;
    }

    /// Forgets all points, to be filled anew.
    public void clear() {
        size = 0;
    }

    /// Adds the points of a stored chunk.
    public void addChunk(byte[] chunk) {
        Frame.read(chunk, this);
    }

    /// These points, and the others behind them.
    public Points with(Points others) {
        Points all = new Points();
        all.addAll(this);
        all.addAll(others);
        return all;
    }

    private void addAll(Points others) {
        for (int i = 0; i < others.size; i++) {
            add(others.steps[i], others.timestamps[i], others.values[i]);
        }
    }

    /// In the order of a history (timestamp, step, value), each point once.
    public Points byTime() {
        return sorted(Points::compareByTime);
    }

    /// In the order of a chart (step, timestamp, value), each point once.
    public Points byStep() {
        return sorted(Points::compareByStep);
    }

    /// The position of the latest point: greatest step, then timestamp, then value, NaN right after 0. There must be
    /// one.
    public int latest() {
        int latest = 0;
        for (int i = 1; i < size; i++) {
            latest = compareByStep(latest, i) <= 0 ? i : latest;
        }
        return latest;
    }

    /// For each of other points the value that this series had last by its step, the latest of those before or at it;
    /// NaN where there was none yet.
    ///
    /// @param into takes the values; has room for all
    public void valuesAsOf(Points others, double[] into) {
        Points ordered = byStep();
        for (int i = 0; i < others.size; i++) {
            int place = ordered.behind(others.steps[i]) - 1;
            into[i] = place < 0 ? Double.NaN : ordered.values[place];
        }
    }

    /// The place behind the points up to a step, in points ordered by steps.
    private int behind(long step) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (steps[middle] <= step) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private Points sorted(Order order) {
        if (isStrictlyAscending(order)) {
            return this;
        }
        int[] positions = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> order.compare(this, a, b))
                .mapToInt(Integer::intValue)
                .toArray();
        Points sorted = new Points();
        int before = -1;
        for (int position : positions) {
            if (before < 0 || order.compare(this, before, position) != 0) {
                sorted.add(steps[position], timestamps[position], values[position]);
            }
            before = position;
        }
        return sorted;
    }

    private boolean isStrictlyAscending(Order order) {
        for (int i = 1; i < size; i++) {
            if (order.compare(this, i - 1, i) >= 0) {
                return false;
            }
        }
        return true;
    }

    private int compareByTime(int a, int b) {
        int time = Long.compare(timestamps[a], timestamps[b]);
        int step = time != 0 ? time : Long.compare(steps[a], steps[b]);
        return step != 0 ? step : compareValues(values[a], values[b]);
    }

    private int compareByStep(int a, int b) {
        int step = Long.compare(steps[a], steps[b]);
        int time = step != 0 ? step : Long.compare(timestamps[a], timestamps[b]);
        return time != 0 ? time : compareValues(values[a], values[b]);
    }

    /// As doubles, NaN standing where the reference stores it: at 0, after the number 0.
    private static int compareValues(double a, double b) {
        int byNumber = Double.compare(Double.isNaN(a) ? 0 : a + 0.0, Double.isNaN(b) ? 0 : b + 0.0);
        return byNumber != 0 ? byNumber : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }

    @FunctionalInterface
    private interface Order {
        int compare(Points points, int a, int b);
    }
}
