package dev.cairn.scoring.trees;

/// Trees as flat arrays, walked a block of rows at a time. A node is an index into `splits`; a child below zero is the
/// leaf `~child`.
///
/// A row goes to its node's first child where the value is at most the node's threshold, or where the category is in
/// the node's set; to the second where it is not; and to the side that the flags say where the value is missing.
final class Forest implements Margins {
    /// Rows that go through all trees together: their values stay in the first cache.
    private static final int BLOCK = 64;

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
    private final int[] children;
    private final int[] roots;
    private final int[] groups;
    private final CategorySets categories;
    private final Leaves leaves;

    Forest(ForestBuilder from, Leaves leaves) {
        splits = from.splits.toArray();
        thresholds = from.thresholds.toArray();
        children = from.children.toArray();
        roots = from.roots.toArray();
        groups = from.groups.toArray();
        categories = from.categories.build();
        this.leaves = leaves;
    }

    @Override
    public void addTo(Batch batch, int count) {
        int[] reached = new int[Math.min(count, BLOCK)];
        for (int from = 0; from < count; from += BLOCK) {
            int block = Math.min(count - from, BLOCK);
            for (int tree = 0; tree < roots.length; tree++) {
                for (int i = 0; i < block; i++) {
                    reached[i] = leaf(roots[tree], batch.rows, (from + i) * batch.features);
                }
                leaves.addTo(batch, groups[tree], reached, from, block);
            }
        }
    }

    private int leaf(int root, double[] rows, int offset) {
        int node = root;
        while (node >= 0) {
            int split = splits[node];
            double value = rows[offset + (split >>> FEATURE_SHIFT)];
            int side;
            if (Double.isNaN(value)) {
                side = split & MISSING_SECOND;
            } else if ((split & (CATEGORICAL | ZERO_MISSING)) == 0) {
                side = value <= thresholds[node] ? 0 : 1;
            } else {
                side = special(split, node, value);
            }
            node = children[2 * node + side];
        }
        return ~node;
    }

    private int special(int split, int node, double value) {
        if ((split & CATEGORICAL) != 0) {
            return categories.contains((int) thresholds[node], value) ? 0 : 1;
        }
        return value == 0 ? split & MISSING_SECOND : value <= thresholds[node] ? 0 : 1;
    }
}
