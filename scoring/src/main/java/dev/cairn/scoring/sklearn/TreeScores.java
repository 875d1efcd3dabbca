package dev.cairn.scoring.sklearn;

import dev.cairn.scoring.limits.TimeLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Trees, and the sums of what rows find in their leaves. A node's children are later nodes than itself, so that every
/// walk ends. Immutable and thread-safe.
final class TreeScores implements Scores {
    /// Rows that go through all trees together: their values stay in the first cache.
    private static final int BLOCK = 64;
    private static final int LEAF = -1;
    /// Walks between two looks at the clock, of `MAX_LEVELS` steps at most.
    private static final int WALKS = BLOCK * BLOCK;
    /// Real trees have some tens.
    private static final int MAX_LEVELS = 10_000;

    private final int[] features;
    private final double[] thresholds;
    /// The left child of each node and its right one; `LEAF` twice where it has none.
    private final int[] children;
    private final boolean[] missingLeft;
    /// `leafWidth` values of each node.
    private final double[] values;
    private final int leafWidth;
    private final int[] roots;
    /// The score to which the first value of each tree is added.
    private final int[] outputs;
    private final Ending ending;

    /// What sums begin with, what each leaf is multiplied with, and what sums are divided by.
    record Ending(Numbers base, double factor, double divisor) {}

    private TreeScores(Builder from, int leafWidth, Ending ending) {
        int nodes =
                from.parts.stream().mapToInt(part -> part.left.values.length).sum();
        features = new int[nodes];
        thresholds = new double[nodes];
        children = new int[2 * nodes];
        missingLeft = new boolean[nodes];
        values = new double[Math.multiplyExact(nodes, leafWidth)];
        roots = new int[from.parts.size()];
        outputs = new int[roots.length];
        this.leafWidth = leafWidth;
        this.ending = ending;
        int first = 0;
        for (int i = 0; i < roots.length; i++) {
            Tree tree = from.parts.get(i);
            roots[i] = first;
            outputs[i] = tree.output();
            copy(tree, first);
            first += tree.left.values.length;
        }
    }

    private void copy(Tree tree, int first) {
        System.arraycopy(tree.values.values, 0, values, first * leafWidth, tree.values.values.length);
        for (int i = 0; i < tree.left.values.length; i++) {
            int node = first + i;
            boolean leaf = tree.isLeaf(i);
            features[node] = leaf ? 0 : (int) tree.features.values[i];
            thresholds[node] = tree.thresholds.values[i];
            missingLeft[node] = tree.missingLeft.values[i] != 0;
            children[2 * node] = leaf ? LEAF : first + (int) tree.left.values[i];
            children[2 * node + 1] = leaf ? LEAF : first + (int) tree.right.values[i];
        }
    }

    @Override
    public Numbers of(Numbers rows, TimeLimit limit) {
        int width = ending.base().values.length;
        Numbers scores = Numbers.room(rows.rows, width);
        for (int from = 0; from < rows.rows; from += BLOCK) {
            if (from > 0) {
                limit.check();
            }
            int to = Math.min(rows.rows, from + BLOCK);
            for (int row = from; row < to; row++) {
                System.arraycopy(ending.base().values, 0, scores.values, row * width, width);
            }
            int turn = WALKS / (to - from);
            for (int tree = 0; tree < roots.length; tree++) {
                if (tree % turn == turn - 1) {
                    limit.check();
                }
                for (int row = from; row < to; row++) {
                    int leaf = leaf(roots[tree], rows.values, row * rows.width) * leafWidth;
                    int at = row * width + outputs[tree];
                    for (int i = 0; i < leafWidth; i++) {
                        scores.values[at + i] += ending.factor() * values[leaf + i];
                    }
                }
            }
            for (int i = from * width; i < to * width; i++) {
                scores.values[i] /= ending.divisor();
            }
        }
        return scores;
    }

    private int leaf(int root, double[] rows, int row) {
        int node = root;
        while (children[2 * node] != LEAF) {
            double value = rows[row + features[node]];
            boolean left = value <= thresholds[node] || (Double.isNaN(value) && missingLeft[node]);
            node = children[2 * node + (left ? 0 : 1)];
        }
        return node;
    }

    /// A tree as its file holds it: vectors of as many numbers as it has nodes.
    ///
    /// @param leaves 1 for each leaf; empty where leaves are told by having no child
    /// @param output the score to which its first value is added
    record Tree(
            Numbers left,
            Numbers right,
            Numbers features,
            Numbers thresholds,
            Numbers missingLeft,
            Numbers leaves,
            Numbers values,
            int output) {

        boolean isLeaf(int node) {
            return leaves.values.length == 0 ? left.values[node] < 0 : leaves.values[node] != 0;
        }

        private void requireSound(int features, int leafWidth) {
            int nodes = left.values.length;
            if (nodes == 0 || values.values.length != (long) nodes * leafWidth) {
                throw new SkopsFormatException("has a tree of %d nodes with %d values, where each has %d"
                        .formatted(nodes, values.values.length, leafWidth));
            }
            int[] levels = new int[nodes];
            for (int i = 0; i < nodes; i++) {
                if (isLeaf(i)) {
                    continue;
                } else if (levels[i] >= MAX_LEVELS) {
                    throw new OnlyPythonException("has a tree of more than %,d levels".formatted(MAX_LEVELS));
                }
                boolean sound = left.values[i] > i
                        && left.values[i] < nodes
                        && right.values[i] > i
                        && right.values[i] < nodes
                        && this.features.values[i] >= 0
                        && this.features.values[i] < features;
                if (!sound) {
                    throw new SkopsFormatException("has a tree with children or a feature that it does not have");
                }
                for (Numbers side : List.of(left, right)) {
                    int child = (int) side.values[i];
                    levels[child] = Math.max(levels[child], levels[i] + 1);
                }
            }
        }
    }

    /// Collects trees. Used by one thread.
    static final class Builder {
        private static final int MAX_NODES = 100_000_000;

        private final List<Tree> parts = new ArrayList<>();
        private final int features;
        private final int leafWidth;
        private long nodes;

        Builder(int features, int leafWidth) {
            this.features = features;
            this.leafWidth = leafWidth;
        }

        void add(Tree tree) {
            tree.requireSound(features, leafWidth);
            nodes += (long) tree.left.values.length * leafWidth;
            if (nodes > MAX_NODES) {
                throw new OnlyPythonException("has more than %d values in its trees".formatted(MAX_NODES));
            }
            parts.add(tree);
        }

        /// Their sums.
        TreeScores sum(Numbers base, double factor) {
            return new TreeScores(this, leafWidth, new Ending(base, factor, 1));
        }

        /// Their mean.
        TreeScores mean() {
            double[] base = new double[leafWidth];
            Arrays.fill(base, 0);
            return new TreeScores(this, leafWidth, new Ending(Numbers.row(base), 1, Math.max(1, parts.size())));
        }
    }
}
