package dev.cairn.scoring.sklearn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Reads the transformers of a file.
final class Steps {
    private static final String PASSED = "passthrough";

    private Steps() {}

    static Step read(Item step) {
        return switch (requireKnown(step)) {
            case "Pipeline" -> chain(step.get("steps").list());
            case "ColumnTransformer" -> split(step);
            case "FeatureUnion" -> union(step);
            case "StandardScaler" -> standard(step, "with_mean", "mean_", "with_std");
            case "RobustScaler" -> standard(step, "with_centering", "center_", "with_scaling");
            case "MaxAbsScaler" -> maxAbs(step);
            case "MinMaxScaler" -> minMax(step);
            case "Normalizer" -> new Scaling.Unit(Inputs.of(step), norm(step.get("norm")));
            case "Binarizer" ->
                new Scaling.Threshold(Inputs.of(step), step.get("threshold").number());
            case "PowerTransformer" -> power(step);
            case "SimpleImputer" -> Impute.of(step);
            case "OneHotEncoder" -> Encoding.OneHot.of(step);
            case "OrdinalEncoder" -> Encoding.Ordinal.of(step);
            case "PolynomialFeatures" -> polynomial(step);
            case "KBinsDiscretizer" -> Derivation.Bins.of(step);
            case "FunctionTransformer" -> function(step);
            case "PCA", "TruncatedSVD" -> projection(step);
            case "VarianceThreshold" -> variance(step);
            case "SelectKBest" -> best(step);
            default -> throw new OnlyPythonException("has a step of the class %s".formatted(step.type()));
        };
    }

    /// The name of its class, of scikit-learn's own, whose answers are the usual arrays.
    static String requireKnown(Item estimator) {
        if (!estimator.isObject() || !estimator.type().startsWith("sklearn.")) {
            throw new OnlyPythonException("has a part of the class %s".formatted(estimator.type()));
        }
        Item output = estimator.get("_sklearn_output_config");
        if (!output.isNone()
                && output.names().stream()
                        .anyMatch(name -> !output.get(name).isNone()
                                && !"default".equals(output.get(name).scalar()))) {
            throw new OnlyPythonException("has a %s with set_output".formatted(estimator.className()));
        }
        return estimator.className();
    }

    /// Steps one after the other, each a tuple of its name and itself.
    static Routing.Chain chain(List<Item> steps) {
        List<Step> chain = new ArrayList<>();
        for (Item named : steps) {
            Item step = part(named, 1);
            if (!isText(step, PASSED) && !step.isNone()) {
                chain.add(read(step));
            }
        }
        return new Routing.Chain(chain);
    }

    /// An element of a tuple.
    static Item part(Item tuple, int index) {
        List<Item> parts = tuple.list();
        if (index >= parts.size()) {
            throw tuple.wrong("a tuple of %d".formatted(index + 1));
        }
        return parts.get(index);
    }

    private static boolean isText(Item item, String text) {
        return item.isScalar() && text.equals(item.scalar());
    }

    private static Step split(Item step) {
        Inputs inputs = Inputs.of(step);
        List<Routing.Branch> branches = new ArrayList<>();
        boolean byName = false;
        for (Item named : step.get("transformers_").list()) {
            Item columns = part(named, 2);
            if (isText(part(named, 1), "drop")) {
                continue;
            } else if (columns.isScalar()) {
                throw new OnlyPythonException("has a ColumnTransformer with a step of a single column");
            }
            String name = part(named, 0).text();
            List<Integer> places =
                    places(step.get("_transformer_to_input_indices").get(name), inputs.features());
            if (!places.isEmpty()) {
                branches.add(new Routing.Branch(orPassed(part(named, 1)), places, weight(step, name)));
                byName |= isNamed(columns);
            }
        }
        return new Routing.Split(inputs, branches, byName);
    }

    private static boolean isNamed(Item columns) {
        String kind = columns.className();
        boolean texts = kind.equals("list") || kind.equals("tuple") || columns.isArray();
        return texts && columns.scalars().stream().anyMatch(String.class::isInstance);
    }

    private static List<Integer> places(Item indices, int features) {
        double[] numbers = indices.numbers().values;
        if (numbers.length > features) {
            throw indices.wrong("%d columns at most".formatted(features));
        }
        List<Integer> places = new ArrayList<>();
        for (double index : numbers) {
            if (!(index >= 0 && index < features)) {
                throw indices.wrong("columns of %d".formatted(features));
            }
            places.add((int) index);
        }
        return places;
    }

    private static Step union(Item step) {
        List<Routing.Branch> branches = new ArrayList<>();
        for (Item named : step.get("transformer_list").list()) {
            if (!isText(part(named, 1), "drop")) {
                double weight = weight(step, part(named, 0).text());
                branches.add(new Routing.Branch(orPassed(part(named, 1)), List.of(), weight));
            }
        }
        return new Routing.Union(branches);
    }

    private static Step orPassed(Item step) {
        return isText(step, PASSED) ? new Routing.Chain(List.of()) : read(step);
    }

    private static double weight(Item step, String name) {
        Item weights = step.get("transformer_weights");
        return weights.isNone() || !weights.has(name) ? 1 : weights.get(name).number();
    }

    private static Step standard(Item step, String centers, String center, String scales) {
        Inputs inputs = Inputs.of(step).withMissing();
        return new Scaling.Standard(
                inputs,
                step.get(centers).truth()
                        ? step.get(center).vector(inputs.features())
                        : repeated(step, 0, inputs.features()),
                step.get(scales).truth()
                        ? step.get("scale_").vector(inputs.features())
                        : repeated(step, 1, inputs.features()),
                Double.POSITIVE_INFINITY);
    }

    private static Step maxAbs(Item step) {
        Inputs inputs = Inputs.of(step).withMissing();
        return new Scaling.Standard(
                inputs,
                repeated(step, 0, inputs.features()),
                step.get("scale_").vector(inputs.features()),
                step.get("clip").truthOr(false) ? 1 : Double.POSITIVE_INFINITY);
    }

    private static Step minMax(Item step) {
        Inputs inputs = Inputs.of(step).withMissing();
        boolean clip = step.get("clip").truthOr(false);
        Item range = step.get("feature_range");
        return new Scaling.Range(
                inputs,
                step.get("scale_").vector(inputs.features()),
                step.get("min_").vector(inputs.features()),
                clip ? part(range, 0).number() : Double.NEGATIVE_INFINITY,
                clip ? part(range, 1).number() : Double.POSITIVE_INFINITY);
    }

    private static Scaling.Norm norm(Item norm) {
        return switch (norm.text()) {
            case "l1" -> Scaling.Norm.L1;
            case "l2" -> Scaling.Norm.L2;
            case "max" -> Scaling.Norm.MAX;
            default -> throw norm.wrong("l1, l2 or max");
        };
    }

    private static Step power(Item step) {
        Inputs inputs = Inputs.of(step).withMissing();
        boolean boxCox = step.get("method").text().equals("box-cox");
        Step power = new Scaling.Power(inputs, step.get("lambdas_").vector(inputs.features()), boxCox);
        return step.get("standardize").truth() ? new Routing.Chain(List.of(power, read(step.get("_scaler")))) : power;
    }

    private static Step polynomial(Item step) {
        Inputs inputs = Inputs.of(step);
        return new Derivation.Polynomial(inputs, Products.of(step, inputs.features()));
    }

    private static Step projection(Item step) {
        Inputs inputs = Inputs.of(step);
        Numbers components = step.get("components_").matrix(inputs.features());
        boolean pca = step.className().equals("PCA");
        Numbers scale = repeated(step, 1, components.rows);
        if (pca && step.get("whiten").truth()) {
            scale = Numbers.row(Arrays.stream(step.get("explained_variance_").vector(components.rows).values)
                    .map(variance -> Math.max(Math.sqrt(variance), Math.ulp(1.0)))
                    .toArray());
        }
        Numbers mean = pca ? step.get("mean_").vector(inputs.features()) : repeated(step, 0, inputs.features());
        return Derivation.Projection.of(inputs, components, mean, scale);
    }

    private static Step variance(Item step) {
        Inputs inputs = Inputs.of(step).withMissing();
        Numbers variances = step.get("variances_").vector(inputs.features());
        double threshold = step.get("threshold").number();
        return Derivation.Selection.of(inputs, i -> variances.values[i] > threshold);
    }

    /// The columns of the greatest scores, the last of equal ones.
    private static Step best(Item step) {
        Inputs inputs = Inputs.of(step).withMissing();
        double[] scores = step.get("scores_").vector(inputs.features()).values;
        boolean all = "all".equals(step.get("k").scalar());
        int count = all ? scores.length : step.get("k").integer();
        BitSet chosen = new BitSet(scores.length);
        IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(score(scores[a]), score(scores[b])))
                .skip(Math.max(0, scores.length - count))
                .forEach(chosen::set);
        return Derivation.Selection.of(inputs, chosen::get);
    }

    private static double score(double score) {
        return Double.isNaN(score) ? -Double.MAX_VALUE : score;
    }

    private static Step function(Item step) {
        for (String arguments : List.of("kw_args", "inv_kw_args")) {
            if (step.has(arguments) && !step.get(arguments).names().isEmpty()) {
                throw new OnlyPythonException("has a FunctionTransformer with arguments");
            }
        }
        boolean validates = step.get("validate").truthOr(false);
        Item function = step.get("func");
        if (validates) {
            throw new OnlyPythonException("has a FunctionTransformer that validates");
        }
        return function.isNone() ? new Routing.Chain(List.of()) : new Derivation.Function(function(function.type()));
    }

    private static DoubleUnaryOperator function(String name) {
        if (!name.startsWith("numpy.")) {
            throw new OnlyPythonException("has a function of its own, %s".formatted(name));
        }
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "log" -> Math::log;
            case "log1p" -> Math::log1p;
            case "log10" -> Math::log10;
            case "exp" -> Math::exp;
            case "expm1" -> Math::expm1;
            case "sqrt" -> Math::sqrt;
            case "cbrt" -> Math::cbrt;
            case "square" -> each -> each * each;
            case "absolute", "abs" -> Math::abs;
            case "negative" -> each -> -each;
            case "sin" -> Math::sin;
            case "cos" -> Math::cos;
            case "tanh" -> Math::tanh;
            default -> throw new OnlyPythonException("has the function %s".formatted(name));
        };
    }

    private static Numbers repeated(Item step, double value, int count) {
        step.file().heap().take(count, Heap.NUMBER);
        double[] values = new double[count];
        Arrays.fill(values, value);
        return Numbers.row(values);
    }
}
