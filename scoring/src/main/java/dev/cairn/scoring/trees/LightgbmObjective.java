package dev.cairn.scoring.trees;

import java.util.function.DoubleUnaryOperator;

/// What an objective of LightGBM makes of sums, in 64 bits as the library does.
final class LightgbmObjective {
    private static final String CLASSES = "num_class:";
    private static final String SIGMOID = "sigmoid:";

    private final String text;
    private final int outputs;

    private LightgbmObjective(String text, int outputs) {
        this.text = text;
        this.outputs = outputs;
    }

    /// @param text its name and settings, as in a model's file: `binary sigmoid:1`
    static Link link(String text, int outputs) {
        return new LightgbmObjective(text, outputs).link();
    }

    private Link link() {
        String name = text.split(" ", 2)[0];
        return switch (name) {
            case "regression",
                    "regression_l2",
                    "mean_squared_error",
                    "mse",
                    "l2",
                    "l2_root",
                    "root_mean_squared_error",
                    "rmse",
                    "regression_l1",
                    "mean_absolute_error",
                    "l1",
                    "mae",
                    "quantile",
                    "fair",
                    "mape",
                    "mean_absolute_percentage_error" -> single(isOfRoots() ? LightgbmObjective::squared : each -> each);
            case "huber", "lambdarank", "rank_xendcg", "xendcg", "xe_ndcg", "xe_ndcg_mart", "xendcg_mart" ->
                single(DoubleUnaryOperator.identity());
            case "poisson", "gamma", "tweedie" -> single(Exp::of);
            case "binary" -> single(sigmoid(setting(SIGMOID)));
            case "cross_entropy", "xentropy" -> single(sigmoid(1));
            case "cross_entropy_lambda", "xentlambda" -> single(sum -> StrictMath.log1p(Exp.of(sum)));
            case "multiclass", "softmax" -> ofClasses(LightgbmObjective::softmax);
            case "multiclassova", "multiclass_ova", "ova", "ovr" -> ofClasses(Link.each(sigmoid(setting(SIGMOID))));
            case "custom", "none", "null", "na" -> Link.IDENTITY;
            default ->
                throw new BoosterFormatException(
                        "has the objective '%s', whose predictions are not known here".formatted(name));
        };
    }

    private Link single(DoubleUnaryOperator one) {
        requireOutputs(1);
        return Link.each(one);
    }

    private Link ofClasses(Link link) {
        requireOutputs((int) setting(CLASSES));
        return link;
    }

    private void requireOutputs(int expected) {
        if (outputs != expected) {
            throw new BoosterFormatException("has the objective '%s' and %d outputs".formatted(text, outputs));
        }
    }

    /// Whether it was trained on square roots.
    private boolean isOfRoots() {
        return (text + " ").contains(" sqrt ");
    }

    private double setting(String name) {
        for (String word : text.split(" ", -1)) {
            if (word.startsWith(name)) {
                try {
                    return Double.parseDouble(word.substring(name.length()));
                } catch (NumberFormatException _) {
                    break;
                }
            }
        }
        throw new BoosterFormatException("has the objective '%s' without its number '%s'".formatted(text, name));
    }

    private static double squared(double sum) {
        return Math.signum(sum) * sum * sum;
    }

    private static DoubleUnaryOperator sigmoid(double slope) {
        return sum -> 1 / (1 + Exp.of(-slope * sum));
    }

    private static double[] softmax(double[] sums, int outputs) {
        for (int from = 0; from < sums.length; from += outputs) {
            double greatest = sums[from];
            for (int i = 1; i < outputs; i++) {
                greatest = Math.max(greatest, sums[from + i]);
            }
            double total = 0;
            for (int i = from; i < from + outputs; i++) {
                sums[i] = Exp.of(sums[i] - greatest);
                total += sums[i];
            }
            for (int i = from; i < from + outputs; i++) {
                sums[i] /= total;
            }
        }
        return sums;
    }
}
