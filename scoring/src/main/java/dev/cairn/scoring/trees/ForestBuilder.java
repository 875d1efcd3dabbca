package dev.cairn.scoring.trees;

import java.util.function.Function;

/// Puts trees into the arrays of a `Forest`, breadth first, and refuses those that could not be walked: every node is
/// reached once, every child and feature exists. Used by one thread.
final class ForestBuilder {
    final IntList splits = new IntList();
    final NumberList thresholds = new NumberList();
    final IntList children = new IntList();
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
        }
        boolean[] reached = new boolean[tree.nodes()];
        int[] inner = new int[tree.nodes()];
        int first = splits.size();
        int waiting = 0;
        reached[0] = true;
        if (tree.isLeaf(0)) {
            roots.add(leaf(tree, 0));
        } else {
            roots.add(first);
            inner[waiting++] = 0;
        }
        groups.add(group);
        for (int done = 0; done < waiting; done++) {
            int node = inner[done];
            addSplit(tree, node);
            for (int side = 0; side < 2; side++) {
                int child = tree.child(node, side);
                if (child < 0 || child >= reached.length || reached[child]) {
                    throw broken(
                            "has a node %d whose child %d is missing or has another parent".formatted(node, child));
                }
                reached[child] = true;
                if (tree.isLeaf(child)) {
                    children.add(leaf(tree, child));
                } else {
                    children.add(first + waiting);
                    inner[waiting++] = child;
                }
            }
        }
    }

    /// @param values makes the leaves of their values, `width` of each
    Forest build(Function<double[], Leaves> values) {
        return new Forest(this, values.apply(leaves.toArray()));
    }

    private void addSplit(TreeSource tree, int node) {
        int feature = tree.feature(node);
        if (feature < 0 || feature >= features) {
            throw broken("has a node %d on feature %d of %d".formatted(node, feature, features));
        }
        splits.add(feature << Forest.FEATURE_SHIFT | tree.flags(node));
        thresholds.add(tree.threshold(node));
    }

    private int leaf(TreeSource tree, int node) {
        int number = leaves.size() / width;
        for (int i = 0; i < width; i++) {
            leaves.add(tree.leafValue(node, i));
        }
        return ~number;
    }

    private BoosterFormatException broken(String what) {
        return new BoosterFormatException("is damaged: tree %d %s".formatted(roots.size(), what));
    }
}
