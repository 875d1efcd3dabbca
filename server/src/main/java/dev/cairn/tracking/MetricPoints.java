package dev.cairn.tracking;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The points of one series in columns: steps, timestamps (ms), values. Grows; used by one thread.
///
/// Stored form, which this class reads and `MetricFrame` writes: frames one after the other; a frame is the count of
/// its points, then for each point the difference of its step and of its timestamp to the point before (the first
/// frame's point: to zero) as zigzag varints, and the eight bytes of its value, little end first.
final class MetricPoints {
    private long[] steps = new long[64];
    private long[] timestamps = new long[64];
    private double[] values = new double[64];
    private int size;

    int size() {
        return size;
    }

    long step(int i) {
        return steps[i];
    }

    long timestamp(int i) {
        return timestamps[i];
    }

    double value(int i) {
        return values[i];
    }

    void add(long step, long timestamp, double value) {
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

    /// Adds the points of a stored chunk.
    void addChunk(byte[] chunk) {
        MetricFrame.read(chunk, this);
    }

    /// In the order of a history (timestamp, step, value), each point once.
    MetricPoints byTime() {
        return sorted(MetricPoints::compareByTime);
    }

    /// In the order of a chart (step, timestamp, value), each point once.
    MetricPoints byStep() {
        return sorted(MetricPoints::compareByStep);
    }

    private MetricPoints sorted(Order order) {
        if (isStrictlyAscending(order)) {
            return this;
        }
        int[] positions = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> order.compare(this, a, b))
                .mapToInt(Integer::intValue)
                .toArray();
        MetricPoints sorted = new MetricPoints();
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

    int compareByStep(int a, int b) {
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
        int compare(MetricPoints points, int a, int b);
    }
}
