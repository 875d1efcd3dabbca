package dev.cairn.scoring.trees;

import dev.cairn.scoring.limits.TimeLimit;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Trees as flat arrays. The two children of node *i* are `next[i]` and the one after it; a leaf is its own first
/// child, to which everything goes.
///
/// A row goes to its node's first child where the value is at most the node's threshold, or where the category is in
/// the node's set; to the second where it is not; and to the side that the flags say where the value is missing.
///
/// A step waits for what the one before it read, so that several [Walks] at once take hardly longer than one: of rows
/// through a tree, or of a row through trees.
final class Forest implements Margins {
    /// Rows that go through all trees together: their values stay in the first cache. Or trees, for one row.
    private static final int BLOCK = 64;
    /// Of fewer rows, each goes through many trees at once.
    private static final int FEW_ROWS = 8;
    /// So many walks of rows through trees take about a third of a millisecond, and are shared among processors.
    private static final int MANY_WALKS = 1 << 15;

    /// Walks between two looks at the clock, of [ForestBuilder#MAX_LEVELS] steps at most.
    private static final int WALKS = BLOCK * BLOCK;

    static final int FEATURE_SHIFT = 3;
    static final int MAX_FEATURES = 1 << (Integer.SIZE - 1 - FEATURE_SHIFT);
    /// The second child takes the missing values.
    static final int MISSING_SECOND = 1;
    /// The threshold is the number of a set of categories.
    static final int CATEGORICAL = 2;
    /// Zero is missing too; of numbers only.
    static final int ZERO_MISSING = 4;

    private final int[] roots;
    private final int[] groups;
    private final Walks walks;
    private final Leaves leaves;

    Forest(ForestBuilder from, Leaves leaves) {
        roots = from.roots.toArray();
        groups = from.groups.toArray();
        walks = from.hasNumbersOnly() ? new NumberWalks(from) : new AnyWalks(from);
        this.leaves = leaves;
    }

    @Override
    public void addTo(Batch batch, int count, TimeLimit limit) {
        if (count < FEW_ROWS) {
            for (int row = 0; row < count; row++) {
                addRow(batch, row, limit);
            }
        } else {
            IntStream blocks = IntStream.range(0, Math.ceilDiv(count, BLOCK)).map(block -> block * BLOCK);
            (isLong(count) ? blocks.parallel() : blocks)
                    .forEach(from -> addRows(batch, from, Math.min(count - from, BLOCK), limit));
        }
    }

    /// Whether another processor would be awake in time to help.
    private boolean isLong(int rows) {
        return (long) rows * roots.length >= MANY_WALKS;
    }

    private void addRow(Batch batch, int row, TimeLimit limit) {
        int[] nodes = new int[Math.min(roots.length, BLOCK)];
        int[] offsets = new int[nodes.length];
        double[] rows = walks.rows(batch, row, 1);
        for (int from = 0; from < roots.length; from += nodes.length) {
            if ((from + nodes.length) % WALKS == 0) {
                limit.check();
            }
            int count = Math.min(roots.length - from, nodes.length);
            System.arraycopy(roots, from, nodes, 0, count);
            walks.walk(rows, nodes, offsets, count);
            for (int i = 0; i < count; i++) {
                leaves.addTo(batch, row, groups[from + i], nodes[i]);
            }
        }
    }

    private void addRows(Batch batch, int from, int count, TimeLimit limit) {
        int[] nodes = new int[count];
        int[] offsets = new int[count];
        Arrays.setAll(offsets, i -> i * walks.width());
        double[] rows = walks.rows(batch, from, count);
        int turn = WALKS / count;
        for (int tree = 0; tree < roots.length; tree++) {
            if (tree % turn == 0) {
                limit.check();
            }
            Arrays.fill(nodes, roots[tree]);
            walks.walk(rows, nodes, offsets, count);
            for (int i = 0; i < count; i++) {
                leaves.addTo(batch, from + i, groups[tree], nodes[i]);
            }
        }
    }

    /// Whether a value is none for a split with such flags.
    static boolean isMissing(int split, double value) {
        return Double.isNaN(value) || ((split & ZERO_MISSING) != 0 && value == 0);
    }
}
