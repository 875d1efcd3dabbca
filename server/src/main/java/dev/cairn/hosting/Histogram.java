package dev.cairn.hosting;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// How long things took, in fixed steps. Adding to it takes no lock. Safe for use by any number of threads.
public final class Histogram {
    /// Milliseconds up to which each step reaches; the last one has no end.
    private static final double[] STEPS = {
        0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000
    };

    private static final double NANOS = 1e6;

    private final LongAdder[] counts = new LongAdder[STEPS.length + 1];
    private final LongAdder nanos = new LongAdder();

    public Histogram() {
        Arrays.setAll(counts, _ -> new LongAdder());
    }

    public void add(long took) {
        double millis = took / NANOS;
        int step = 0;
        while (step < STEPS.length && millis > STEPS[step]) {
            step++;
        }
        counts[step].increment();
        nanos.add(took);
    }

    /// What it holds now.
    ///
    /// @param upTo   how many took so long or less, for each step; all for the last one
    /// @param millis all together
    @SuppressWarnings("ArrayRecordComponent") // made once, read once
    public record Told(long[] upTo, double millis) {
        public long count() {
            return upTo[upTo.length - 1];
        }

        /// The milliseconds up to which a step reaches; infinity for the last one.
        public double end(int step) {
            return step < STEPS.length ? STEPS[step] : Double.POSITIVE_INFINITY;
        }
    }

    /// The milliseconds up to which the steps reach, all but the last one.
    public static List<Double> ends() {
        return Arrays.stream(STEPS).boxed().toList();
    }

    public Told told() {
        long[] upTo = new long[counts.length];
        long sum = 0;
        for (int step = 0; step < counts.length; step++) {
            sum += counts[step].sum();
            upTo[step] = sum;
        }
        return new Told(upTo, nanos.sum() / NANOS);
    }
}
