package dev.cairn.scoring.trees;

/// A tree of a LightGBM model, its inner nodes first, then its leaves. The file counts them apart: a child below zero
/// is the leaf `~child`. A leaf has two values: what it adds, and the number of its linear model or `NO_MODEL`.
final class LightgbmTree implements TreeSource {
    static final int NO_MODEL = -1;

    private static final int CATEGORICAL = 1;
    private static final int MISSING_FIRST = 2;
    private static final int MISSING_TYPE_SHIFT = 2;

    private static final int[] NO_NODES = {};
    private static final double[] NO_THRESHOLDS = {};

    private final int inner;
    private final int[] left;
    private final int[] right;
    private final int[] features;
    private final int[] decisions;
    private final double[] thresholds;
    private final double[] leaves;
    private final boolean categorical;
    private final int firstModel;

    /// @param models takes the linear models of its leaves
    LightgbmTree(TextFields tree, CategorySets.Builder categories, LinearModels.Builder models) {
        int count = tree.integer("num_leaves");
        if (count < 1) {
            throw tree.wrong("num_leaves", "one at least");
        }
        leaves = tree.numbers("leaf_value", count);
        inner = count - 1;
        left = ofNodes(tree, "left_child");
        right = ofNodes(tree, "right_child");
        features = ofNodes(tree, "split_feature");
        decisions = ofNodes(tree, "decision_type");
        thresholds = inner == 0 ? NO_THRESHOLDS : tree.numbers("threshold", inner);
        categorical = tree.integer("num_cat") > 0;
        if (categorical) {
            addSets(tree, categories);
        }
        firstModel = tree.integerOr("is_linear", 0) == 0 ? NO_MODEL : addModels(tree, models);
    }

    private int[] ofNodes(TextFields tree, String name) {
        return inner == 0 ? NO_NODES : tree.integers(name, inner);
    }

    /// Adds the tree's sets of categories; the thresholds of its categorical nodes become their numbers.
    private void addSets(TextFields tree, CategorySets.Builder categories) {
        int count = tree.integer("num_cat");
        int[] starts = tree.integers("cat_boundaries", count + 1L);
        int[] words = tree.integers("cat_threshold", starts[count]);
        int[] sets = new int[count];
        for (int i = 0; i < count; i++) {
            if (starts[i] < 0 || starts[i] > starts[i + 1]) {
                throw tree.wrong("cat_boundaries", "numbers that ascend");
            }
            sets[i] = categories.add(words, starts[i], starts[i + 1]);
        }
        for (int node = 0; node < inner; node++) {
            if (isCategorical(node)) {
                int set = (int) thresholds[node];
                if (set < 0 || set >= count) {
                    throw tree.wrong("threshold", "a set of categories that exists");
                }
                thresholds[node] = sets[set];
            }
        }
    }

    /// Adds the linear model of each leaf; returns the number of the first.
    private int addModels(TextFields tree, LinearModels.Builder models) {
        double[] constants = tree.numbers("leaf_const", leaves.length);
        int[] terms = tree.integers("num_features", leaves.length);
        long count = 0;
        for (int each : terms) {
            if (each < 0) {
                throw tree.wrong("num_features", "numbers of terms");
            }
            count += each;
        }
        double[] weights = tree.numbers("leaf_coeff", count);
        int[] used = tree.integers("leaf_features", weights.length);
        int first = models.size();
        int next = 0;
        for (int leaf = 0; leaf < leaves.length; leaf++) {
            for (int end = next + terms[leaf]; next < end; next++) {
                models.addTerm(used[next], weights[next]);
            }
            models.add(constants[leaf]);
        }
        return first;
    }

    private boolean isCategorical(int node) {
        return categorical && (decisions[node] & CATEGORICAL) != 0;
    }

    @Override
    public int nodes() {
        return inner + leaves.length;
    }

    @Override
    public boolean isLeaf(int node) {
        return node >= inner;
    }

    /// -1 where there is none.
    @Override
    public int child(int node, int side) {
        int child = side == 0 ? left[node] : right[node];
        return child < 0 ? inner + ~child : child < inner ? child : -1;
    }

    @Override
    public int feature(int node) {
        return features[node];
    }

    /// Categories are never missing on the first side. Without a missing type, a missing number is 0.
    @Override
    public int flags(int node) {
        if (isCategorical(node)) {
            return Forest.CATEGORICAL | Forest.MISSING_SECOND;
        }
        int second = (decisions[node] & MISSING_FIRST) == 0 ? Forest.MISSING_SECOND : 0;
        return switch (decisions[node] >>> MISSING_TYPE_SHIFT) {
            case 0 -> thresholds[node] >= 0 ? 0 : Forest.MISSING_SECOND;
            case 1 -> second | Forest.ZERO_MISSING;
            case 2 -> second;
            default -> throw new BoosterFormatException("has a decision type %d".formatted(decisions[node]));
        };
    }

    @Override
    public double threshold(int node) {
        return thresholds[node];
    }

    @Override
    public double leafValue(int node, int i) {
        int leaf = node - inner;
        return i == 0 ? leaves[leaf] : firstModel == NO_MODEL ? NO_MODEL : firstModel + leaf;
    }
}
