package dev.cairn.scoring.trees;

import java.util.function.Function;
import java.util.stream.IntStream;

/// Puts trees into the arrays of a `Forest`, breadth first, and refuses those that could not be walked: every node is
/// reached once, every child and feature exists. Used by one thread.
final class ForestBuilder {
    /// Of real trees, those that grow leaf by leaf have some hundreds at most. A walk of more would go on for long when
    /// nobody waits for it any more.
    static final int MAX_LEVELS = 10_000;

    private static final int MAX_LEAF_VALUES = 100_000_000;

    final IntList splits = new IntList();
    final NumberList thresholds = new NumberList();
    final IntList next = new IntList();
    final NumberList leaves = new NumberList();
    final IntList roots = new IntList();
    final IntList groups = new IntList();
    final CategorySets.Builder categories;
    final int features;
    final int width;

    /// @param features the number of values of a row
    /// @param width the number of values of a leaf
    /// @param categories the sets that the trees' categorical nodes name
    ForestBuilder(int features, int width, CategorySets.Builder categories) {
        if (features < 0 || features > Forest.MAX_FEATURES) {
            throw new BoosterFormatException("takes %d features".formatted(features));
        }
        this.features = features;
        this.width = width;
        this.categories = categories;
    }

    /// Adds a tree whose leaves add on to the outputs from `group`.
    void add(TreeSource tree, int group) {
        if (tree.nodes() < 1) {
            throw broken("has no node");
        } else if (leaves.size() + (long) tree.nodes() * width > MAX_LEAF_VALUES) {
            throw new BoosterFormatException("has more than %d values in its trees".formatted(MAX_LEAF_VALUES));
        }
        boolean[] reached = new boolean[tree.nodes()];
        int[] found = new int[tree.nodes()];
        int root = splits.size();
        int count = 1;
        int levels = 0;
        int nextLevel = 0; // the first of the nodes below those that are being added
        reached[0] = true;
        for (int done = 0; done < count; done++) {
            if (done == nextLevel) {
                nextLevel = count;
                requireFlat(++levels);
            }
            int node = found[done];
            if (tree.isLeaf(node)) {
                addLeaf(tree, node);
                continue;
            }
            addSplit(tree, node, root + count);
            for (int side = 0; side < 2; side++) {
                int child = tree.child(node, side);
                if (child < 0 || child >= reached.length || reached[child]) {
                    throw broken(
                            "has a node %d whose child %d is missing or has another parent".formatted(node, child));
                }
                reached[child] = true;
                found[count++] = child;
            }
        }
        roots.add(root);
        groups.add(group);
    }

    private void requireFlat(int levels) {
        if (levels > MAX_LEVELS) {
            throw new BoosterFormatException(
                    "has more than %,d levels in its tree %d".formatted(MAX_LEVELS, roots.size()));
        }
    }

    /// Whether each node is a leaf, or compares a number with a finite threshold.
    boolean hasNumbersOnly() {
        int[] flags = splits.toArray();
        double[] limits = thresholds.toArray();
        int[] children = next.toArray();
        return IntStream.range(0, flags.length)
                .allMatch(node -> children[node] == node
                        || ((flags[node] & Forest.CATEGORICAL) == 0 && Double.isFinite(limits[node])));
    }

    /// @param values makes the leaves of their values, `width` of each node
    Forest build(Function<double[], Leaves> values) {
        return new Forest(this, values.apply(leaves.toArray()));
    }

    private void addSplit(TreeSource tree, int node, int firstChild) {
        int feature = tree.feature(node);
        if (feature < 0 || feature >= features) {
            throw broken("has a node %d on feature %d of %d".formatted(node, feature, features));
        }
        splits.add(feature << Forest.FEATURE_SHIFT | tree.flags(node));
        thresholds.add(tree.threshold(node));
        next.add(firstChild);
        for (int i = 0; i < width; i++) {
            leaves.add(0);
        }
    }

    private void addLeaf(TreeSource tree, int node) {
        next.add(splits.size());
        splits.add(0);
        thresholds.add(Double.POSITIVE_INFINITY);
        for (int i = 0; i < width; i++) {
            leaves.add(tree.leafValue(node, i));
        }
    }

    private BoosterFormatException broken(String what) {
        return new BoosterFormatException("is damaged: tree %d %s".formatted(roots.size(), what));
    }
}
