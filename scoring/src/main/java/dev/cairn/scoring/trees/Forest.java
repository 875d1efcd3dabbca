package dev.cairn.scoring.trees;

import java.util.Arrays;

/// Trees as flat arrays. The two children of node *i* are `next[i]` and the one after it; a leaf is its own first
/// child, to which everything goes.
///
/// A row goes to its node's first child where the value is at most the node's threshold, or where the category is in
/// the node's set; to the second where it is not; and to the side that the flags say where the value is missing.
///
/// A step waits for what the one before it read, so that several walks at once take hardly longer than one: of rows
/// through a tree, or of a row through trees.
final class Forest implements Margins {
    /// Rows that go through all trees together: their values stay in the first cache. Or trees, for one row.
    private static final int BLOCK = 64;
    /// Of fewer rows, each goes through many trees at once.
    private static final int FEW_ROWS = 8;

    static final int FEATURE_SHIFT = 3;
    static final int MAX_FEATURES = 1 << (Integer.SIZE - 1 - FEATURE_SHIFT);
    /// The second child takes the missing values.
    static final int MISSING_SECOND = 1;
    /// The threshold is the number of a set of categories.
    static final int CATEGORICAL = 2;
    /// Zero is missing too; of numbers only.
    static final int ZERO_MISSING = 4;

    private final int[] splits;
    private final double[] thresholds;
    private final int[] next;
    private final int[] roots;
    private final int[] groups;
    private final CategorySets categories;
    private final Leaves leaves;

    Forest(ForestBuilder from, Leaves leaves) {
        splits = from.splits.toArray();
        thresholds = from.thresholds.toArray();
        next = from.next.toArray();
        roots = from.roots.toArray();
        groups = from.groups.toArray();
        categories = from.categories.build();
        this.leaves = leaves;
    }

    @Override
    public void addTo(Batch batch, int count) {
        if (count < FEW_ROWS) {
            for (int row = 0; row < count; row++) {
                addRow(batch, row);
            }
        } else {
            for (int from = 0; from < count; from += BLOCK) {
                addRows(batch, from, Math.min(count - from, BLOCK));
            }
        }
    }

    private void addRow(Batch batch, int row) {
        int[] nodes = new int[Math.min(roots.length, BLOCK)];
        int[] offsets = new int[nodes.length];
        Arrays.fill(offsets, row * batch.features);
        for (int from = 0; from < roots.length; from += nodes.length) {
            int walks = Math.min(roots.length - from, nodes.length);
            System.arraycopy(roots, from, nodes, 0, walks);
            walk(batch, nodes, offsets, walks);
            for (int i = 0; i < walks; i++) {
                leaves.addTo(batch, row, groups[from + i], nodes[i]);
            }
        }
    }

    private void addRows(Batch batch, int from, int count) {
        int[] nodes = new int[count];
        int[] offsets = new int[count];
        Arrays.setAll(offsets, i -> (from + i) * batch.features);
        for (int tree = 0; tree < roots.length; tree++) {
            Arrays.fill(nodes, roots[tree]);
            walk(batch, nodes, offsets, count);
            for (int i = 0; i < count; i++) {
                leaves.addTo(batch, from + i, groups[tree], nodes[i]);
            }
        }
    }

    /// Takes each of `count` nodes to the leaf that the row at its offset reaches.
    private void walk(Batch batch, int[] nodes, int[] offsets, int count) {
        if (batch.features == 0) {
            return; // each tree is a leaf
        }
        double[] rows = batch.rows;
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            int a = nodes[i];
            int b = nodes[i + 1];
            int c = nodes[i + 2];
            int d = nodes[i + 3];
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
            nodes[i] = a;
            nodes[i + 1] = b;
            nodes[i + 2] = c;
            nodes[i + 3] = d;
        }
        for (; i < count; i++) {
            for (int node = -1; node != nodes[i]; ) {
                node = nodes[i];
                nodes[i] = step(node, rows, offsets[i]);
            }
        }
    }

    private int step(int node, double[] rows, int offset) {
        int split = splits[node];
        double value = rows[offset + (split >>> FEATURE_SHIFT)];
        boolean plain = (split & (CATEGORICAL | ZERO_MISSING)) == 0 && !Double.isNaN(value);
        int side = plain ? (value <= thresholds[node] ? 0 : 1) : special(split, node, value);
        return next[node] + side;
    }

    private int special(int split, int node, double value) {
        if (Double.isNaN(value) || ((split & ZERO_MISSING) != 0 && value == 0)) {
            return split & MISSING_SECOND;
        } else if ((split & CATEGORICAL) != 0) {
            return categories.contains((int) thresholds[node], value) ? 0 : 1;
        }
        return value <= thresholds[node] ? 0 : 1;
    }
}
