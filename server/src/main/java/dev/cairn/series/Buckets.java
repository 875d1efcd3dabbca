package dev.cairn.series;

import java.util.Arrays;

/// The points of a series in equal parts of its x axis: what a line through all of them shows of each part is its
/// first, last, least and greatest point. Used by one thread.
///
/// A bucket is as wide as a power of two and begins at a multiple of it, so that a series that grows keeps most of its
/// buckets. Values that are not finite are in no line; the greatest doubles stand for infinities.
public final class Buckets {
    private static final int NONE = -1;

    private final double[] xs;
    private final Points points;
    private final double width;
    private final double origin;
    private final boolean log;

    private final int[] first;
    private final int[] last;
    private final int[] least;
    private final int[] greatest;
    private final double[] leastValues;
    private final double[] greatestValues;
    private final int[] nan;
    private final int[] above;
    private final int[] below;
    private final int[] counts;
    private final double[] sums;
    private int inside;

    /// @param xs     the x of each point
    /// @param window what of the x axis is shown
    /// @param limit  about how many buckets there are, two at least
    public Buckets(double[] xs, Points points, Window window, int limit) {
        this.xs = xs;
        this.points = points;
        log = window.log();
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points.size(); i++) {
            if (window.has(xs[i])) {
                min = Math.min(min, xs[i]);
                max = Math.max(max, xs[i]);
            }
        }
        boolean isEmpty = min > max;
        double low = isEmpty ? 0 : position(min);
        double high = isEmpty ? 0 : position(max);
        width = widthOf(high / limit - low / limit);
        origin = Math.floor(low / width);
        int size = isEmpty ? 0 : (int) (Math.floor(high / width) - origin) + 1;
        first = places(size);
        last = places(size);
        least = places(size);
        greatest = places(size);
        leastValues = new double[size];
        greatestValues = new double[size];
        nan = places(size);
        above = places(size);
        below = places(size);
        counts = new int[size];
        sums = new double[size];
        for (int i = 0; i < points.size(); i++) {
            if (window.has(xs[i])) {
                add(i);
            }
        }
    }

    /// What of an x axis is shown.
    ///
    /// @param log whether it is logarithmic: it has nothing at and below zero then
    public record Window(double from, double to, boolean log) {
        boolean has(double x) {
            return x >= from && x <= to && (!log || x > 0) && Math.abs(x) < Double.MAX_VALUE;
        }
    }

    private static int[] places(int size) {
        int[] places = new int[size];
        Arrays.fill(places, NONE);
        return places;
    }

    /// The least power of two that is wider.
    private static double widthOf(double share) {
        return share > 0 ? Math.scalb(1.0, Math.max(Math.getExponent(share), Double.MIN_EXPONENT) + 1) : 1;
    }

    private double position(double x) {
        return log ? Math.log(x) : x;
    }

    private void add(int i) {
        int bucket = (int) (Math.floor(position(xs[i]) / width) - origin);
        double value = points.value(i);
        inside++;
        if (Double.isNaN(value)) {
            nan[bucket] = nan[bucket] == NONE ? i : nan[bucket];
        } else if (value == Double.MAX_VALUE) {
            above[bucket] = above[bucket] == NONE ? i : above[bucket];
        } else if (value == -Double.MAX_VALUE) {
            below[bucket] = below[bucket] == NONE ? i : below[bucket];
        } else {
            addFinite(bucket, i, value);
        }
    }

    private void addFinite(int bucket, int i, double value) {
        counts[bucket]++;
        sums[bucket] += value;
        if (counts[bucket] == 1) {
            first[bucket] = i;
            last[bucket] = i;
            setLeast(bucket, i, value);
            setGreatest(bucket, i, value);
            return;
        }
        if (!isBefore(i, last[bucket])) { // as nearly all are
            last[bucket] = i;
        } else if (isBefore(i, first[bucket])) {
            first[bucket] = i;
        }
        if (value < leastValues[bucket]) {
            setLeast(bucket, i, value);
        }
        if (value > greatestValues[bucket]) {
            setGreatest(bucket, i, value);
        }
    }

    private void setLeast(int bucket, int i, double value) {
        least[bucket] = i;
        leastValues[bucket] = value;
    }

    private void setGreatest(int bucket, int i, double value) {
        greatest[bucket] = i;
        greatestValues[bucket] = value;
    }

    /// By x, then by time, then as they came.
    private boolean isBefore(int a, int b) {
        if (xs[a] != xs[b]) {
            return xs[a] < xs[b];
        }
        return points.timestamp(a) != points.timestamp(b) ? points.timestamp(a) < points.timestamp(b) : a < b;
    }

    /// How many points the window has.
    public int inside() {
        return inside;
    }

    /// Whether some points are not among [#drawn].
    public boolean isReduced() {
        return Arrays.stream(counts).anyMatch(count -> count > 1);
    }

    /// The places of the points that a line goes through, in the order of x.
    public int[] drawn() {
        int[] drawn = new int[4 * counts.length];
        int size = 0;
        int[] four = new int[4];
        for (int bucket = 0; bucket < counts.length; bucket++) {
            if (counts[bucket] > 0) {
                four[0] = first[bucket];
                four[1] = least[bucket];
                four[2] = greatest[bucket];
                four[3] = last[bucket];
                size = appended(four, drawn, size);
            }
        }
        return Arrays.copyOf(drawn, size);
    }

    /// Four places in order, each once.
    private int appended(int[] four, int[] drawn, int from) {
        if (isBefore(four[2], four[1])) {
            int greatest = four[2];
            four[2] = four[1];
            four[1] = greatest;
        }
        int size = from;
        for (int place : four) {
            if (size == from || drawn[size - 1] != place) {
                drawn[size++] = place;
            }
        }
        return size;
    }

    /// The places of the last points of buckets, to which [#means] and [#counts] belong.
    public int[] lasts() {
        return Arrays.stream(last).filter(place -> place != NONE).toArray();
    }

    /// The means of the buckets that have points.
    public double[] means() {
        double[] means = new double[counts.length];
        int size = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            if (counts[bucket] > 0) {
                means[size++] = mean(bucket);
            }
        }
        return Arrays.copyOf(means, size);
    }

    /// Even where the sum is too large for a double.
    private double mean(int bucket) {
        double mean = sums[bucket] / counts[bucket];
        return Double.isFinite(mean) ? mean : leastValues[bucket] / 2 + greatestValues[bucket] / 2;
    }

    /// How many points they are of.
    public double[] counts() {
        return Arrays.stream(counts).filter(count -> count > 0).asDoubleStream().toArray();
    }

    /// Places where there was no number, one a bucket.
    public int[] nan() {
        return known(nan);
    }

    /// Places where there was an infinite number, one a bucket.
    public int[] above() {
        return known(above);
    }

    /// Places where there was an infinite number below zero, one a bucket.
    public int[] below() {
        return known(below);
    }

    private static int[] known(int[] places) {
        return Arrays.stream(places).filter(place -> place != NONE).toArray();
    }
}
