package dev.cairn.scoring.trees;

import java.util.function.DoubleUnaryOperator;

/// A tree with other values in its leaves.
record ChangedLeaves(TreeSource tree, DoubleUnaryOperator change) implements TreeSource {
    @Override
    public int nodes() {
        return tree.nodes();
    }

    @Override
    public boolean isLeaf(int node) {
        return tree.isLeaf(node);
    }

    @Override
    public int child(int node, int side) {
        return tree.child(node, side);
    }

    @Override
    public int feature(int node) {
        return tree.feature(node);
    }

    @Override
    public int flags(int node) {
        return tree.flags(node);
    }

    @Override
    public double threshold(int node) {
        return tree.threshold(node);
    }

    @Override
    public double leafValue(int node, int i) {
        return change.applyAsDouble(tree.leafValue(node, i));
    }
}
