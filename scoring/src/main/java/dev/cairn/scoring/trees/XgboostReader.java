package dev.cairn.scoring.trees;

import dev.cairn.scoring.trees.BoostedModel.Inputs;
import java.util.Arrays;
import java.util.List;

/// Makes a model of the document that XGBoost 1.0 to 3.x saves, in JSON or UBJSON.
final class XgboostReader {
    /// Outputs that a model may have without as many trees.
    private static final int FEW_OUTPUTS = 1_024;

    private final Part learner;
    private final Part booster;
    private final XgboostVersion version;
    private final XgboostObjective objective;
    private final int features;
    private final int outputs;

    private final double[] base;
    private final boolean inPlace;

    private XgboostReader(Part document, boolean inPlace) {
        this.learner = document.get("learner");
        this.booster = learner.get("gradient_booster");
        this.version = XgboostVersion.of(document);
        this.objective =
                XgboostObjective.of(learner.get("objective").get("name").text(), version);
        Part params = learner.get("learner_model_param");
        this.features = params.get("num_feature").integer();
        this.outputs = Math.max(
                1,
                Math.max(
                        params.get("num_class").integerOr(0),
                        params.get("num_target").integerOr(1)));
        if (outputs > FEW_OUTPUTS && outputs > booster.get("model").get("trees").size()) {
            throw params.wrong("fewer outputs than trees");
        }
        this.base = base();
        this.inPlace = inPlace && !version.copiesRows();
    }

    /// @param rounds the number of boosting rounds to use; all where it is 0
    /// @param inPlace whether DART's trees are added up as `inplace_predict` does
    static BoostedModel read(Part document, int rounds, boolean inPlace) {
        return new XgboostReader(document, inPlace).model(rounds);
    }

    private BoostedModel model(int rounds) {
        String kind = booster.get("name").text();
        Margins margins = switch (kind) {
            case "gbtree" -> forest(booster.get("model"), new double[0], rounds);
            case "dart" ->
                forest(
                        booster.get("gbtree").get("model"),
                        booster.get("weight_drop").numbers(),
                        rounds);
            case "gblinear" -> linear(booster.get("model").get("weights").numbers());
            default -> throw booster.get("name").wrong("gbtree, dart or gblinear");
        };
        Inputs inputs = new Inputs(features, names());
        int width = objective.labels() ? 1 : outputs;
        boolean addedLast = !kind.equals("gblinear") && version.addsBaseLast(kind.equals("dart"));
        return addedLast
                ? new BoostedModel(
                        inputs, margins, new double[outputs], objective.link().after(base), width)
                : new BoostedModel(inputs, margins, base, objective.link(), width);
    }

    private List<String> names() {
        Part names = learner.get("feature_names");
        return names.value() == null ? List.of() : names.texts();
    }

    /// What each output begins with: one number for all, or since 3.1 one for each in brackets.
    private double[] base() {
        Part score = learner.get("learner_model_param").get("base_score");
        String[] texts = score.text().replaceAll("^\\[|]$", "").split(",", -1);
        double[] base = new double[outputs];
        if (texts.length != 1 && texts.length != outputs) {
            throw score.wrong("one number or %d".formatted(outputs));
        }
        try {
            for (int i = 0; i < outputs; i++) {
                base[i] = objective.margin().applyAsDouble(Float.parseFloat(texts[texts.length == 1 ? 0 : i]));
            }
        } catch (NumberFormatException _) {
            throw score.wrong("a number");
        }
        return base;
    }

    private Forest forest(Part model, double[] weights, int rounds) {
        List<Part> trees = model.get("trees").list();
        int[] groups = model.get("tree_info").integers();
        if (groups.length != trees.size() || (weights.length != 0 && weights.length != trees.size())) {
            throw model.get("tree_info").wrong("a group for each of the %d trees".formatted(trees.size()));
        }
        int width = trees.isEmpty() ? 1 : leafWidth(trees.getFirst());
        CategorySets.Builder categories =
                new CategorySets.Builder(-Double.MIN_VALUE, version.takesNewCategoriesForMissing());
        ForestBuilder forest = new ForestBuilder(features, width, categories);
        int used = rounds == 0 ? trees.size() : Math.min(trees.size(), treesOf(model, rounds, width));
        for (int i = 0; i < used; i++) {
            int group = width == 1 ? groups[i] : 0;
            if (group < 0 || group >= outputs || leafWidth(trees.get(i)) != width) {
                throw model.get("tree_info").wrong("groups from 0 to %d".formatted(outputs - 1));
            }
            TreeSource tree = new XgboostTree(trees.get(i), width, categories);
            forest.add(weights.length == 0 ? tree : weighted(tree, weights[i], group), group);
        }
        return forest.build(values -> new Leaves.Rounded(values, width));
    }

    /// The number of values of a leaf: 1, or as many as there are outputs.
    private int leafWidth(Part tree) {
        int width = Math.max(1, tree.get("tree_param").get("size_leaf_vector").integerOr(1));
        if (width != 1 && width != outputs) {
            throw tree.get("tree_param").get("size_leaf_vector").wrong("1 or %d".formatted(outputs));
        }
        return width;
    }

    /// How many trees the first rounds have.
    private int treesOf(Part model, int rounds, int width) {
        if (model.has("iteration_indptr")) {
            int[] ends = model.get("iteration_indptr").integers();
            return ends.length == 0 ? 0 : Math.max(0, ends[Math.min(rounds, ends.length - 1)]);
        }
        int parallel = model.get("gbtree_model_param").get("num_parallel_tree").integerOr(1);
        long trees = (long) rounds * Math.max(parallel, 1) * (width == 1 ? outputs : 1);
        return (int) Math.min(trees, Integer.MAX_VALUE);
    }

    private LinearWeights linear(double[] weights) {
        if (weights.length != (features + 1L) * outputs) {
            throw booster.get("model").get("weights").wrong("a weight for each feature and output");
        }
        Arrays.fill(base, base[0]); // the library begins every output with the base of the first
        return new LinearWeights(Arrays.copyOf(weights, weights.length));
    }

    /// A tree of DART, as `predict` adds it: each leaf times the tree's weight. In place, the library predicts with the
    /// tree alone, base and all, and takes the base off again.
    private TreeSource weighted(TreeSource tree, double weight, int group) {
        double aside = inPlace ? base[group] : 0;
        return new ChangedLeaves(tree, leaf -> (float) ((float) ((float) (aside + leaf) - aside) * weight));
    }
}
