package dev.cairn.scoring.trees;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Walks through nodes that compare numbers with finite thresholds, without a branch that a processor would have to
/// guess: the side is the sign of a difference. A missing value is made the infinite one that goes to the side where
/// its node wants it, so that a row has a value for each way in which its features are asked for.
///
/// All walks do the steps that most of them need, one step of each after the other, since a step waits for what the
/// one before it read. Then those go on that have not reached their leaves.
final class NumberWalks implements Walks {
    private static final int SIGN = Long.SIZE - 1;

    /// The place in a row of what leaves compare with their threshold, which is 0 as well, so that they are never left.
    private static final int ZERO = 0;

    private final double[] thresholds;

    /// Of each node its first child, in the upper half, and the place in a row of what it compares.
    private final long[] nodes;

    /// Where each place of a row comes from, but that of the leaves: a feature with the flags of its splits.
    private final int[] asked;

    /// How deep leaves are in the mean, and the deepest of them.
    private final int most;

    private final int deepest;

    NumberWalks(ForestBuilder from) {
        int[] splits = from.splits.toArray();
        int[] next = from.next.toArray();
        thresholds = from.thresholds.toArray();
        nodes = new long[next.length];
        Map<Integer, Integer> places = new HashMap<>();
        IntList distinct = new IntList();
        distinct.add(ZERO);
        int[] depths = new int[next.length];
        long sum = 0;
        int leaves = 0;
        for (int node = 0; node < next.length; node++) {
            int place = ZERO;
            if (next[node] == node) {
                thresholds[node] = 0;
                sum += depths[node];
                leaves++;
            } else {
                thresholds[node] += 0.0; // of -0.0 the difference to 0.0 would have a sign
                place = places.computeIfAbsent(splits[node], split -> {
                    distinct.add(split);
                    return distinct.size() - 1;
                });
                depths[next[node]] = depths[node] + 1; // children come after their parents
                depths[next[node] + 1] = depths[node] + 1;
            }
            nodes[node] = (long) next[node] << Integer.SIZE | place;
        }
        asked = distinct.toArray();
        most = leaves == 0 ? 0 : Math.toIntExact((sum + leaves - 1) / leaves);
        deepest = Arrays.stream(depths).max().orElse(0);
    }

    @Override
    public int width() {
        return asked.length;
    }

    @Override
    public double[] rows(Batch batch, int from, int count) {
        double[] rows = new double[count * asked.length];
        for (int row = 0; row < count; row++) {
            int in = (from + row) * batch.features;
            int out = row * asked.length;
            for (int place = ZERO + 1; place < asked.length; place++) {
                rows[out + place] = asked(batch.rows[in + (asked[place] >>> Forest.FEATURE_SHIFT)], asked[place]);
            }
        }
        return rows;
    }

    private static double asked(double value, int split) {
        if (!Forest.isMissing(split, value)) {
            return value;
        }
        return (split & Forest.MISSING_SECOND) == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    @Override
    public void walk(double[] rows, int[] at, int[] offsets, int count) {
        for (int steps = 0; steps < most; steps++) {
            for (int i = 0; i < count; i++) {
                at[i] = step(at[i], rows, offsets[i]);
            }
        }
        if (most < deepest) {
            goOn(rows, at, offsets, count);
        }
    }

    private void goOn(double[] rows, int[] at, int[] offsets, int count) {
        int[] walking = new int[count];
        Arrays.setAll(walking, i -> i);
        int left = count;
        while (left > 0) {
            int still = 0;
            for (int k = 0; k < left; k++) {
                int i = walking[k];
                int node = step(at[i], rows, offsets[i]);
                at[i] = step(node, rows, offsets[i]);
                walking[still] = i;
                still += isOther(node, at[i]);
            }
            left = still;
        }
    }

    /// 1 or 0.
    private static int isOther(int node, int other) {
        int difference = node ^ other;
        return (difference | -difference) >>> (Integer.SIZE - 1);
    }

    private int step(int at, double[] rows, int offset) {
        long node = nodes[at];
        double difference = thresholds[at] - rows[offset + (int) node];
        int side = (int) (Double.doubleToRawLongBits(difference) >>> SIGN);
        return (int) (node >>> Integer.SIZE) + side;
    }
}
