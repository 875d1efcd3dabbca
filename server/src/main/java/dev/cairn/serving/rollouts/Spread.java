package dev.cairn.serving.rollouts;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/// How requests went: how many, how they ended and how long they took, in steps so fine (9 %) that two spreads can be
/// held against each other. Adding to it takes no lock. Safe for use by any number of threads.
public final class Spread {
    static final int STEPS = 176;
    private static final int STEPS_TO_DOUBLE = 8;
    private static final double FIRST_MILLIS = 0.05;
    private static final double NANOS = 1e6;
    private static final int TOO_MANY = 429;
    private static final int REFUSED = 400;
    private static final int FAILED = 500;

    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder[] took = new LongAdder[STEPS];

    public Spread() {
        Arrays.setAll(took, _ -> new LongAdder());
    }

    /// A request was answered.
    ///
    /// @param nanos how long that took
    public void add(int status, long nanos) {
        if (status >= FAILED || status == TOO_MANY) {
            failed.increment();
        } else if (status >= REFUSED) {
            refused.increment();
        }
        took[step(nanos / NANOS)].increment();
    }

    private static int step(double millis) {
        if (millis <= FIRST_MILLIS) {
            return 0;
        }
        double doublings = Math.log(millis / FIRST_MILLIS) / Math.log(2);
        return Math.min(STEPS - 1, (int) Math.ceil(doublings * STEPS_TO_DOUBLE));
    }

    /// Milliseconds up to which a step reaches.
    static double end(int step) {
        return FIRST_MILLIS * Math.pow(2, (double) step / STEPS_TO_DOUBLE);
    }

    /// What it holds now.
    public Sums sums() {
        long[] counts = Arrays.stream(took).mapToLong(LongAdder::sum).toArray();
        return Sums.of(failed.sum(), refused.sum(), counts);
    }
}
