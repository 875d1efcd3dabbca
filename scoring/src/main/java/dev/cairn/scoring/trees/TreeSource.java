package dev.cairn.scoring.trees;

/// A tree as its file holds it, not yet known to be sound: nodes by number, the root is 0.
interface TreeSource {
    int nodes();

    boolean isLeaf(int node);

    /// The first child (side 0) or the second (side 1) of a node that is not a leaf.
    int child(int node, int side);

    int feature(int node);

    /// The flags of a `Forest`'s split.
    int flags(int node);

    double threshold(int node);

    /// The value that a leaf adds to output `i` of its tree.
    double leafValue(int node, int i);
}
