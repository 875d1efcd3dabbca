package dev.cairn.scoring.sklearn;

import java.util.Arrays;
import java.util.List;

/// Reads scikit-learn's own gradient boosting, of both kinds.
final class BoostedPredictors {
    private BoostedPredictors() {}

    static Predictor read(Item model, boolean probable) {
        boolean classifies = model.className().endsWith("Classifier");
        Inputs inputs = Inputs.of(model).inSingle();
        List<Item> rounds = model.get("estimators_").list();
        List<Object> classes = classifies ? Predictors.classes(model) : List.of();
        int width = classes.size() > 2 ? classes.size() : 1;
        TreeScores.Builder builder = new TreeScores.Builder(inputs.features(), 1);
        for (Item round : rounds) {
            List<Item> trees = round.list();
            if (trees.size() != width) {
                throw round.wrong("%d trees".formatted(width));
            }
            for (int i = 0; i < width; i++) {
                builder.add(TreePredictors.tree(trees.get(i), i, false));
            }
        }
        Scores scores = builder.sum(
                base(model, classes, width), model.get("learning_rate").number());
        String loss = classifies ? model.get("loss").text() : "";
        return predictor(inputs, scores, classes, probable, loss, true);
    }

    private static Predictor predictor(
            Inputs inputs, Scores scores, List<Object> classes, boolean probable, String loss, boolean zero) {
        if (classes.size() == 1) {
            throw new OnlyPythonException("knows a single class");
        } else if (classes.isEmpty() && probable) {
            throw new OnlyPythonException("has a regressor that answers probabilities");
        } else if (classes.isEmpty()) {
            return new Predictor.Regression(inputs, scores, loss.equals("exp") ? Link.EXP : Link.IDENTITY, true);
        } else if (!probable) {
            return new Predictor.Classification(inputs, scores, classes, zero);
        }
        boolean twice = loss.equals("exponential");
        Link link = classes.size() > 2 ? Link.SOFTMAX : twice ? Link.SOFTMAX_OF_BOTH : Link.LOGISTIC;
        return new Predictor.Regression(inputs, scores, link, false);
    }

    /// What scores begin with: what the model predicts that knows nothing of the rows.
    private static Numbers base(Item model, List<Object> classes, int width) {
        Item start = model.get("init_");
        if (start.isScalar() && "zero".equals(start.scalar())) {
            return Numbers.row(new double[width]);
        }
        String name = Steps.requireKnown(start);
        if (classes.isEmpty() && name.equals("DummyRegressor")) {
            return start.get("constant_").vector(1);
        } else if (classes.isEmpty()
                || !name.equals("DummyClassifier")
                || !"prior".equals(start.get("strategy").scalar())) {
            throw new OnlyPythonException("begins with a %s".formatted(name));
        }
        double[] priors = start.get("class_prior_").vector(classes.size()).values;
        // older versions clip in 32 bits
        double least = TreePredictors.isBefore(model, 9) ? Math.ulp(1f) : Math.ulp(1.0);
        double[] logs = Arrays.stream(priors)
                .map(prior -> Math.log(Math.clamp(prior, least, 1 - least)))
                .toArray();
        if (width == 1) {
            double half = model.get("loss").text().equals("exponential") ? 0.5 : 1;
            double prior = Math.clamp(priors[1], least, 1 - least);
            return Numbers.row(half * Math.log(prior / (1 - prior)));
        }
        double mean = Arrays.stream(logs).sum() / width;
        return Numbers.row(Arrays.stream(logs).map(log -> log - mean).toArray());
    }

    static Predictor readHistogram(Item model, boolean probable) {
        if (model.has("_preprocessor")
                || (model.has("is_categorical_") && isAnyCategory(model.get("is_categorical_")))) {
            throw new OnlyPythonException("has a %s of categories".formatted(model.className()));
        }
        boolean classifies = model.className().endsWith("Classifier");
        List<Object> classes = classifies ? Predictors.classes(model) : List.of();
        int width = classes.size() > 2 ? classes.size() : 1;
        Inputs inputs = Inputs.of(model).withAnything();
        TreeScores.Builder builder = new TreeScores.Builder(inputs.features(), 1);
        for (Item round : model.get("_predictors").list()) {
            List<Item> trees = round.list();
            if (trees.size() != width) {
                throw round.wrong("%d trees".formatted(width));
            }
            for (int i = 0; i < width; i++) {
                builder.add(histogramTree(trees.get(i).get("nodes").array(), i));
            }
        }
        Numbers base = model.get("_baseline_prediction").vector(width);
        return predictor(inputs, builder.sum(base, 1), classes, probable, loss(model, classifies), false);
    }

    private static String loss(Item model, boolean classifies) {
        String loss = model.get("loss").text();
        boolean known = classifies
                ? loss.equals("log_loss")
                : List.of("squared_error", "absolute_error", "quantile", "gamma", "poisson")
                        .contains(loss);
        if (!known) {
            throw new OnlyPythonException("has a %s of the loss '%s'".formatted(model.className(), loss));
        }
        return loss.equals("gamma") || loss.equals("poisson") ? "exp" : loss;
    }

    private static boolean isAnyCategory(Item categorical) {
        return Arrays.stream(categorical.numbers().values).anyMatch(each -> each != 0);
    }

    private static TreeScores.Tree histogramTree(Npy nodes, int output) {
        return new TreeScores.Tree(
                nodes.numbers("left"),
                nodes.numbers("right"),
                nodes.numbers("feature_idx"),
                nodes.numbers("num_threshold"),
                nodes.numbers("missing_go_to_left"),
                nodes.numbers("is_leaf"),
                nodes.numbers("value"),
                output);
    }
}
