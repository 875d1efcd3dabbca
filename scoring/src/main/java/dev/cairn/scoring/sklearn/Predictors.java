package dev.cairn.scoring.sklearn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;

/// Reads the estimators of a file that predict.
final class Predictors {
    private static final String PREDICT = "predict";
    private static final String PROBABILITIES = "predict_proba";
    private static final Set<String> LINEAR = Set.of(
            "LinearRegression",
            "Ridge",
            "RidgeCV",
            "Lasso",
            "LassoCV",
            "ElasticNet",
            "ElasticNetCV",
            "MultiTaskLasso",
            "MultiTaskLassoCV",
            "MultiTaskElasticNet",
            "MultiTaskElasticNetCV",
            "Lars",
            "LarsCV",
            "LassoLars",
            "LassoLarsCV",
            "LassoLarsIC",
            "OrthogonalMatchingPursuit",
            "OrthogonalMatchingPursuitCV",
            "BayesianRidge",
            "ARDRegression",
            "HuberRegressor",
            "TheilSenRegressor",
            "QuantileRegressor",
            "SGDRegressor",
            "PassiveAggressiveRegressor",
            "LinearSVR");

    private Predictors() {}

    /// @param method `predict` or `predict_proba`
    static Predictor read(Item model, String method) {
        if (!method.equals(PREDICT) && !method.equals(PROBABILITIES)) {
            throw new OnlyPythonException("answers by its method '%s'".formatted(method));
        }
        boolean probable = method.equals(PROBABILITIES);
        String name = Steps.requireKnown(model);
        return switch (name) {
            case "Pipeline" -> piped(model, method);
            case "GridSearchCV", "RandomizedSearchCV", "HalvingGridSearchCV", "HalvingRandomSearchCV" ->
                read(model.get("best_estimator_"), method);
            case "LogisticRegression", "LogisticRegressionCV" -> linearClassifier(model, probable, logisticLink(model));
            case "SGDClassifier" -> linearClassifier(model, probable, sgdLink(model, probable));
            case "LinearDiscriminantAnalysis" -> linearClassifier(model, probable, discriminantLink(model));
            case "RidgeClassifier", "RidgeClassifierCV", "Perceptron", "PassiveAggressiveClassifier", "LinearSVC" ->
                linearClassifier(decided(model, probable), false, Link.IDENTITY);
            case "GaussianNB" -> gaussian(model, probable);
            case "BernoulliNB", "MultinomialNB", "ComplementNB" -> discrete(model, name, probable);
            case "DummyRegressor" -> dummyRegressor(decided(model, probable));
            case "DummyClassifier" -> dummyClassifier(model, probable);
            case "KMeans", "MiniBatchKMeans" -> clusters(decided(model, probable));
            case "PoissonRegressor", "GammaRegressor" -> linear(decided(model, probable), Link.EXP);
            case "TweedieRegressor" -> linear(decided(model, probable), tweedieLink(model));
            case String linear when LINEAR.contains(linear) -> linear(decided(model, probable), Link.IDENTITY);
            default -> TreePredictors.read(model, probable);
        };
    }

    /// A model that is asked for its decision: it has no probabilities, or they are not known here.
    private static Item decided(Item model, boolean probable) {
        if (probable) {
            throw new OnlyPythonException("has a %s that answers probabilities".formatted(model.className()));
        }
        return model;
    }

    private static Predictor piped(Item pipeline, String method) {
        List<Item> steps = pipeline.get("steps").list();
        if (steps.isEmpty()) {
            throw pipeline.get("steps").wrong("steps");
        }
        Step before = Steps.chain(steps.subList(0, steps.size() - 1));
        return new Predictor.Piped(before, read(Steps.part(steps.getLast(), 1), method));
    }

    private static Predictor linear(Item model, Link link) {
        Inputs inputs = Inputs.of(model);
        Item coefficients = model.get("coef_");
        Numbers weights = rows(coefficients, inputs);
        boolean flat = coefficients.array().shape().size() == 1;
        Scores scores = Scores.Linear.of(weights, model.get("intercept_").numbers());
        return new Predictor.Regression(inputs, scores, link, flat);
    }

    private static Numbers rows(Item coefficients, Inputs inputs) {
        return coefficients.array().shape().size() == 1
                ? coefficients.vector(inputs.features())
                : coefficients.matrix(inputs.features());
    }

    private static Predictor linearClassifier(Item model, boolean probable, Link link) {
        Item kind = model.get("_label_binarizer").get("y_type_");
        if (!kind.isNone() && kind.text().startsWith("multilabel")) {
            throw new OnlyPythonException("has a %s of several outputs".formatted(model.className()));
        }
        Inputs inputs = Inputs.of(model);
        Scores scores = Scores.Linear.of(
                rows(model.get("coef_"), inputs), model.get("intercept_").numbers());
        List<Object> classes = classes(model);
        int width = rows(model.get("coef_"), inputs).rows;
        requireScores(model, width == 1 ? 2 : width, classes);
        return probable
                ? new Predictor.Regression(inputs, scores, link, false)
                : new Predictor.Classification(inputs, scores, classes, false);
    }

    /// The classes of a model that answers one for each row.
    static List<Object> classes(Item model) {
        List<Object> classes = new ArrayList<>();
        // versions before 1.7 compute them
        Item known = model.has("classes_") ? model : model.get("_label_binarizer");
        for (Object label : known.get("classes_").scalars()) {
            classes.add(Objects.requireNonNullElse(label, "None"));
        }
        return List.copyOf(classes);
    }

    private static void requireScores(Item model, int scores, List<Object> classes) {
        if (classes.size() != scores) {
            throw model.get("classes_").wrong("%d classes".formatted(scores));
        }
    }

    /// Versions before 1.8 could be told how they treat several classes.
    private static Link logisticLink(Item model) {
        Item kind = model.get("multi_class");
        boolean binary = model.get("classes_").scalars().size() <= 2;
        String treatment = kind.isNone() ? "auto" : kind.text();
        boolean each = treatment.equals("ovr")
                || (!treatment.equals("multinomial")
                        && (binary || model.get("solver").text().equals("liblinear")));
        return each ? Link.LOGISTIC : binary ? Link.SOFTMAX_OF_BOTH : Link.SOFTMAX;
    }

    private static Link sgdLink(Item model, boolean probable) {
        if (model.get("loss").text().equals("log_loss")) {
            return Link.LOGISTIC;
        }
        decided(model, probable);
        return Link.IDENTITY;
    }

    private static Link discriminantLink(Item model) {
        return model.get("classes_").scalars().size() == 2 ? Link.LOGISTIC : Link.SOFTMAX;
    }

    private static Link tweedieLink(Item model) {
        return switch (model.get("link").text()) {
            case "identity" -> Link.IDENTITY;
            case "log" -> Link.EXP;
            case "auto" -> model.get("power").number() <= 0 ? Link.IDENTITY : Link.EXP;
            default -> throw model.get("link").wrong("a link");
        };
    }

    private static Predictor gaussian(Item model, boolean probable) {
        Inputs inputs = Inputs.of(model);
        Numbers means = model.get("theta_").matrix(inputs.features());
        Numbers variances = model.get("var_").matrix(inputs.features());
        if (variances.rows != means.rows) {
            throw model.get("var_").wrong("%d rows".formatted(means.rows));
        }
        Numbers priors = model.get("class_prior_").vector(means.rows);
        return bayes(model, inputs, Scores.Gaussian.of(means, variances, priors), means.rows, probable);
    }

    private static Predictor bayes(Item model, Inputs inputs, Scores scores, int width, boolean probable) {
        List<Object> classes = classes(model);
        requireScores(model, width, classes);
        if (width < 2) {
            throw new OnlyPythonException("knows a single class");
        }
        return probable
                ? new Predictor.Regression(inputs, scores, Link.SOFTMAX, false)
                : new Predictor.Classification(inputs, scores, classes, false);
    }

    private static Predictor discrete(Item model, String name, boolean probable) {
        Inputs inputs = Inputs.of(model);
        Numbers logs = model.get("feature_log_prob_").matrix(inputs.features());
        double[] bias = name.equals("ComplementNB")
                ? new double[logs.rows]
                : model.get("class_log_prior_").vector(logs.rows).values.clone();
        if (!name.equals("BernoulliNB")) {
            return bayes(model, inputs, new Scores.Linear(logs, Numbers.row(bias)), logs.rows, probable);
        }
        double[] weights = new double[logs.values.length];
        for (int i = 0; i < weights.length; i++) {
            double absent = Math.log(1 - Math.exp(logs.values[i]));
            weights[i] = logs.values[i] - absent;
            bias[i / logs.width] += absent;
        }
        Scores scores = new Scores.Linear(new Numbers(weights, logs.rows, logs.width), Numbers.row(bias));
        Item threshold = model.get("binarize");
        Scores binary = threshold.isNone() ? scores : new Scores.Binary(threshold.number(), scores);
        return bayes(model, inputs, binary, logs.rows, probable);
    }

    /// The nearest center: where `x · c - |c|² / 2` is greatest.
    private static Predictor clusters(Item model) {
        Inputs inputs = Inputs.of(model);
        Numbers centers = model.get("cluster_centers_").matrix(inputs.features());
        double[] bias = new double[centers.rows];
        for (int i = 0; i < bias.length; i++) {
            int from = i * centers.width;
            bias[i] = -Numbers.dot(centers.values, from, centers.values, from, centers.width) / 2;
        }
        List<Object> numbers =
                new ArrayList<>(LongStream.range(0, centers.rows).boxed().toList());
        return centers.rows == 1
                ? new Predictor.Constant(new Answer.Labels(numbers))
                : new Predictor.Classification(inputs, new Scores.Linear(centers, Numbers.row(bias)), numbers, false);
    }

    private static void requireOne(Item model) {
        if (model.get("n_outputs_").integer() != 1) {
            throw new OnlyPythonException("has a %s of several outputs".formatted(model.className()));
        }
    }

    private static Predictor dummyRegressor(Item model) {
        requireOne(model);
        return new Predictor.Constant(new Answer.Figures(model.get("constant_").vector(1), true));
    }

    private static Predictor dummyClassifier(Item model, boolean probable) {
        requireOne(model);
        List<Object> classes = classes(model);
        Numbers priors = model.get("class_prior_").vector(classes.size());
        String strategy = model.get("_strategy").text();
        if (probable && strategy.equals("prior")) {
            return new Predictor.Constant(new Answer.Figures(priors, false));
        }
        Object label = switch (strategy) {
            case "most_frequent", "prior" -> classes.get(mostLikely(priors));
            case "constant" -> constant(model.get("constant"));
            default ->
                throw new OnlyPythonException("has a DummyClassifier that answers by chance, '%s'".formatted(strategy));
        };
        if (!probable) {
            return new Predictor.Constant(new Answer.Labels(List.of(label)));
        }
        double[] certain = new double[classes.size()];
        certain[Math.max(0, classes.indexOf(label))] = 1;
        return new Predictor.Constant(new Answer.Figures(Numbers.row(certain), false));
    }

    private static Object constant(Item constant) {
        Object label =
                constant.isScalar() || constant.json().path("type").asString("").equals("numpy")
                        ? constant.scalar()
                        : Steps.part(constant, 0).scalar();
        return Objects.requireNonNullElse(label, "None");
    }

    private static int mostLikely(Numbers priors) {
        int most = 0;
        for (int i = 1; i < priors.values.length; i++) {
            most = priors.values[i] > priors.values[most] ? i : most;
        }
        return most;
    }
}
