package dev.cairn.scoring.trees;

import java.util.Arrays;

/// Walks through any nodes, also those that ask for categories or have infinite thresholds; four at once.
final class AnyWalks implements Walks {
    private final int[] splits;
    private final double[] thresholds;
    private final int[] next;
    private final CategorySets categories;
    private final int width;

    AnyWalks(ForestBuilder from) {
        splits = from.splits.toArray();
        thresholds = from.thresholds.toArray();
        next = from.next.toArray();
        categories = from.categories.build();
        width = from.features;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public double[] rows(Batch batch, int from, int count) {
        return Arrays.copyOfRange(batch.rows, from * width, (from + count) * width);
    }

    @Override
    public void walk(double[] rows, int[] at, int[] offsets, int count) {
        if (width == 0) {
            return; // each tree is a leaf
        }
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            int a = at[i];
            int b = at[i + 1];
            int c = at[i + 2];
            int d = at[i + 3];
            int moved;
            do {
                int nextA = step(a, rows, offsets[i]);
                int nextB = step(b, rows, offsets[i + 1]);
                int nextC = step(c, rows, offsets[i + 2]);
                int nextD = step(d, rows, offsets[i + 3]);
                moved = (a ^ nextA) | (b ^ nextB) | (c ^ nextC) | (d ^ nextD);
                a = nextA;
                b = nextB;
                c = nextC;
                d = nextD;
            } while (moved != 0);
            at[i] = a;
            at[i + 1] = b;
            at[i + 2] = c;
            at[i + 3] = d;
        }
        for (; i < count; i++) {
            for (int node = -1; node != at[i]; ) {
                node = at[i];
                at[i] = step(node, rows, offsets[i]);
            }
        }
    }

    private int step(int node, double[] rows, int offset) {
        int split = splits[node];
        double value = rows[offset + (split >>> Forest.FEATURE_SHIFT)];
        boolean plain = (split & (Forest.CATEGORICAL | Forest.ZERO_MISSING)) == 0 && !Double.isNaN(value);
        int side = plain ? (value <= thresholds[node] ? 0 : 1) : special(split, node, value);
        return next[node] + side;
    }

    private int special(int split, int node, double value) {
        if (Forest.isMissing(split, value)) {
            return split & Forest.MISSING_SECOND;
        } else if ((split & Forest.CATEGORICAL) != 0) {
            int set = (int) thresholds[node];
            if (categories.leavesOut(set, value)) {
                return split & Forest.MISSING_SECOND;
            }
            return categories.contains(set, value) ? 0 : 1;
        }
        return value <= thresholds[node] ? 0 : 1;
    }
}
