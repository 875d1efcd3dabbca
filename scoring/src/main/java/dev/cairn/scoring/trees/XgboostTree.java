package dev.cairn.scoring.trees;

import java.util.Arrays;

/// A tree of an XGBoost model. A node's first child takes what is less than its condition (so: at most the number
/// before it), or the categories that are *not* in its set, hence its children change places.
final class XgboostTree implements TreeSource {
    private static final int NO_SET = -1;

    private final int[] left;
    private final int[] right;
    private final int[] features;
    private final double[] conditions;
    private final double[] defaultLeft;
    private final double[] leaves;
    private final int width;
    private final boolean leavesByNumber;
    private final int[] sets;

    /// @param width the number of values of a leaf
    XgboostTree(Part tree, int width, CategorySets.Builder categories) {
        this.width = width;
        left = tree.get("left_children").integers();
        right = tree.get("right_children").integers();
        features = tree.get("split_indices").integers();
        conditions = tree.get("split_conditions").numbers();
        defaultLeft = tree.get("default_left").numbers();
        // A leaf of several values is at its node's place among all weights, or (since 3.2) at the place among the
        // leaves that stands where the right child would.
        leavesByNumber = width > 1 && tree.has("leaf_weights");
        leaves = width == 1
                ? conditions
                : tree.get(leavesByNumber ? "leaf_weights" : "base_weights").numbers();
        int nodes = left.length;
        requireLength(tree, nodes, right.length, features.length, conditions.length, defaultLeft.length);
        if (!leavesByNumber) {
            requireLength(tree, nodes * width, leaves.length);
        }
        sets = sets(tree, categories);
    }

    private static void requireLength(Part tree, int expected, int... lengths) {
        for (int length : lengths) {
            if (length != expected) {
                throw tree.wrong("as much of everything as there are nodes");
            }
        }
    }

    /// The number of the set of each categorical node.
    private int[] sets(Part tree, CategorySets.Builder categories) {
        int[] sets = new int[left.length];
        Arrays.fill(sets, NO_SET);
        double[] types = tree.get("split_type").numbersOrNone();
        if (types.length == 0 || tree.get("categories_nodes").numbersOrNone().length == 0) {
            return sets;
        }
        int[] nodes = tree.get("categories_nodes").integers();
        int[] starts = tree.get("categories_segments").integers();
        int[] sizes = tree.get("categories_sizes").integers();
        int[] members = tree.get("categories").integers();
        requireLength(tree, left.length, types.length);
        requireLength(tree, nodes.length, starts.length, sizes.length);
        long unused = members.length; // each belongs to one set
        for (int i = 0; i < nodes.length; i++) {
            unused -= sizes[i];
            if (unused < 0
                    || nodes[i] < 0
                    || nodes[i] >= sets.length
                    || starts[i] < 0
                    || sizes[i] < 0
                    || sizes[i] > members.length - starts[i]) {
                throw tree.get("categories_nodes").wrong("sets of categories that exist");
            }
            sets[nodes[i]] = categories.add(Arrays.copyOfRange(members, starts[i], starts[i] + sizes[i]));
        }
        return sets;
    }

    @Override
    public int nodes() {
        return left.length;
    }

    @Override
    public boolean isLeaf(int node) {
        return left[node] == -1;
    }

    @Override
    public int child(int node, int side) {
        return (side == 0) == (sets[node] == NO_SET) ? left[node] : right[node];
    }

    @Override
    public int feature(int node) {
        return features[node];
    }

    @Override
    public int flags(int node) {
        boolean categorical = sets[node] != NO_SET;
        boolean missingFirst = (defaultLeft[node] != 0) != categorical;
        return (categorical ? Forest.CATEGORICAL : 0) | (missingFirst ? 0 : Forest.MISSING_SECOND);
    }

    @Override
    public double threshold(int node) {
        return sets[node] == NO_SET ? Math.nextDown((float) conditions[node]) : sets[node];
    }

    @Override
    public double leafValue(int node, int i) {
        long at = (long) (leavesByNumber ? right[node] : node) * width + i;
        if (at < 0 || at >= leaves.length) {
            throw new BoosterFormatException("is damaged: node %d is a leaf without values".formatted(node));
        }
        return (float) leaves[(int) at];
    }
}
