package dev.cairn.scoring.sklearn;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads trees and what is made of them.
final class TreePredictors {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\..*");

    private TreePredictors() {}

    static Predictor read(Item model, boolean probable) {
        return switch (model.className()) {
            case "DecisionTreeClassifier", "ExtraTreeClassifier" -> classifier(model, List.of(model), probable);
            case "RandomForestClassifier", "ExtraTreesClassifier" ->
                classifier(model, model.get("estimators_").list(), probable);
            case "DecisionTreeRegressor", "ExtraTreeRegressor" -> regressor(model, List.of(model), probable);
            case "RandomForestRegressor", "ExtraTreesRegressor" ->
                regressor(model, model.get("estimators_").list(), probable);
            case "GradientBoostingClassifier", "GradientBoostingRegressor" -> BoostedPredictors.read(model, probable);
            case "HistGradientBoostingClassifier", "HistGradientBoostingRegressor" ->
                BoostedPredictors.readHistogram(model, probable);
            default -> throw new OnlyPythonException("is a %s".formatted(model.type()));
        };
    }

    private static Predictor classifier(Item model, List<Item> trees, boolean probable) {
        if (model.get("n_outputs_").integer() != 1) {
            throw new OnlyPythonException("has a %s of several outputs".formatted(model.className()));
        }
        List<Object> classes = Predictors.classes(model);
        Inputs inputs = inputs(model, trees);
        TreeScores scores = mean(inputs, trees, classes.size());
        if (classes.size() < 2) {
            throw new OnlyPythonException("knows a single class");
        }
        return probable
                ? new Predictor.Regression(inputs, scores, Link.IDENTITY, false)
                : new Predictor.Classification(inputs, scores, classes, false);
    }

    private static Predictor regressor(Item model, List<Item> trees, boolean probable) {
        if (probable) {
            throw new OnlyPythonException("has a regressor that answers probabilities");
        }
        int outputs = model.get("n_outputs_").integer();
        Inputs inputs = inputs(model, trees);
        return new Predictor.Regression(inputs, mean(inputs, trees, outputs), Link.IDENTITY, outputs == 1);
    }

    private static TreeScores mean(Inputs inputs, List<Item> trees, int width) {
        TreeScores.Builder builder = new TreeScores.Builder(inputs.features(), width);
        for (Item each : trees) {
            Steps.requireKnown(each);
            boolean counts = isBefore(each, 3) && each.className().endsWith("Classifier");
            builder.add(tree(each, 0, counts));
        }
        return builder.mean();
    }

    /// The tree of an estimator.
    ///
    /// @param output the score to which its first value is added
    /// @param counts whether its values are counts, of which the proportions are wanted
    static TreeScores.Tree tree(Item estimator, int output, boolean counts) {
        Item tree = estimator.get("tree_");
        Npy nodes = tree.get("nodes").array();
        Numbers left = nodes.numbers("left_child");
        Numbers values = tree.get("values").numbers();
        return new TreeScores.Tree(
                left,
                nodes.numbers("right_child"),
                nodes.numbers("feature"),
                nodes.numbers("threshold"),
                nodes.hasField("missing_go_to_left")
                        ? nodes.numbers("missing_go_to_left")
                        : Numbers.row(new double[left.values.length]),
                Numbers.row(),
                counts ? proportions(values) : values,
                output);
    }

    private static Numbers proportions(Numbers counts) {
        double[] values = counts.values.clone();
        for (int from = 0; from < values.length; from += counts.width) {
            double sum = 0;
            for (int i = from; i < from + counts.width; i++) {
                sum += values[i];
            }
            for (int i = from; i < from + counts.width && sum != 0; i++) {
                values[i] /= sum;
            }
        }
        return new Numbers(values, counts.rows, counts.width);
    }

    /// Rows of 32 bits; missing values where the version that fitted the trees takes them.
    private static Inputs inputs(Item model, List<Item> trees) {
        if (trees.isEmpty()) {
            throw model.get("estimators_").wrong("trees");
        }
        boolean forest = model.has("estimators_");
        boolean extra = model.className().startsWith("Extra");
        Item first = trees.getFirst();
        boolean monotonic = first.has("monotonic_cst");
        boolean missing = !monotonic && !isBefore(first, extra ? 6 : forest ? 4 : 3) && splits(first);
        return Inputs.of(model).inSingle().withMissing(missing);
    }

    private static boolean splits(Item tree) {
        boolean all = !isBefore(tree, 9);
        boolean best = tree.get("splitter").text().equals("best");
        boolean chance = !isBefore(tree, 6);
        return all || ((best || chance) && !tree.get("criterion").text().equals("absolute_error"));
    }

    /// Whether an estimator was fitted by a version before 1.`minor`.
    static boolean isBefore(Item estimator, int minor) {
        Item version = estimator.get("_sklearn_version");
        Matcher parts = VERSION.matcher(version.isNone() ? "" : version.text());
        return parts.matches() && Integer.parseInt(parts.group(1)) == 1 && Integer.parseInt(parts.group(2)) < minor;
    }
}
