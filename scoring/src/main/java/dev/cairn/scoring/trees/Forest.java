package dev.cairn.scoring.trees;

/// Trees as flat arrays, walked a block of rows at a time. A node is an index into `splits`; a child below zero is the
/// leaf `~child`. Leaf *i* adds `width` values from `leaves[i * width]` on to the outputs of its tree, in 32 bits.
///
/// A row goes to its node's first child where the value is at most the node's threshold, or where the category is in
/// the node's set; to the second where it is not; and to the side that the flags say where the value is missing.
final class Forest implements Margins {
    /// Rows that go through all trees together: their values stay in the first cache.
    private static final int BLOCK = 64;

    static final int FEATURE_SHIFT = 2;
    static final int MAX_FEATURES = 1 << (Integer.SIZE - 1 - FEATURE_SHIFT);
    /// The second child takes the missing values.
    static final int MISSING_SECOND = 1;
    /// The threshold is the number of a set of categories.
    static final int CATEGORICAL = 2;

    private final int[] splits;
    private final double[] thresholds;
    private final int[] children;
    private final double[] leaves;
    private final int[] roots;
    private final int[] groups;
    private final CategorySets categories;
    private final int width;

    Forest(ForestBuilder from) {
        splits = from.splits.toArray();
        thresholds = from.thresholds.toArray();
        children = from.children.toArray();
        leaves = from.leaves.toArray();
        roots = from.roots.toArray();
        groups = from.groups.toArray();
        categories = from.categories.build();
        width = from.width;
    }

    @Override
    public void addTo(double[] sums, int outputs, double[] rows, int features, int count) {
        for (int from = 0; from < count; from += BLOCK) {
            int to = Math.min(from + BLOCK, count);
            for (int tree = 0; tree < roots.length; tree++) {
                addTree(tree, sums, outputs, rows, features, from, to);
            }
        }
    }

    private void addTree(int tree, double[] sums, int outputs, double[] rows, int features, int from, int to) {
        int root = roots[tree];
        int group = groups[tree];
        for (int row = from; row < to; row++) {
            int leaf = leaf(root, rows, row * features);
            int at = row * outputs + group;
            for (int i = 0; i < width; i++) {
                sums[at + i] = (float) (sums[at + i] + leaves[leaf * width + i]);
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
            } else if ((split & CATEGORICAL) != 0) {
                side = categories.contains((int) thresholds[node], value) ? 0 : 1;
            } else {
                side = value <= thresholds[node] ? 0 : 1;
            }
            node = children[2 * node + side];
        }
        return ~node;
    }
}
