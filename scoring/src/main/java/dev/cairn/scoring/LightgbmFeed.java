package dev.cairn.scoring;

import dev.cairn.scoring.trees.BoostedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What `predict` of LightGBM's booster takes: columns by their place, whatever their names. Thread-safe.
///
/// Stock MLflow cannot serve a model of categorical columns, for JSON has no such type: here a column of its categories
/// is one, and becomes their codes as LightGBM makes them.
final class LightgbmFeed implements BoosterScorer.Feed {
    /// Numbers so small are 0 to the library.
    private static final double ZERO = 1e-35f;

    private final List<Integer> categorical;
    private final List<CategoryCodes> codes;

    /// @param categorical the numbers of the features that are categories
    /// @param categories those of each categorical column of the data frame that the model was trained on
    LightgbmFeed(List<Integer> categorical, List<List<?>> categories) {
        this.categorical = categorical;
        this.codes = categories.stream().map(CategoryCodes::new).toList();
    }

    @Override
    public BoosterFeed rows(Payload payload, BoostedModel.Inputs inputs) {
        return switch (payload) {
            case Frame frame -> new BoosterFeed(table(frame, inputs.count()), frame.rows());
            case Tensor tensor ->
                new BoosterFeed(matrix(tensor, inputs.count()), tensor.shape().getFirst());
            case NamedTensors _ ->
                throw InvalidInput.evaluation(
                        "The model takes a table; send a dataframe or one two-dimensional array.");
        };
    }

    private double[] table(Frame frame, int features) {
        if (frame.rows() == 0) {
            throw InvalidInput.evaluation("Input data must be 2 dimensional and non empty.");
        }
        requireWidth(frame.columns().size(), features);
        List<Column> columns = withCodes(frame);
        requireNumbers(frame, columns);
        double[] values = new double[Math.multiplyExact(frame.rows(), features)];
        for (int i = 0; i < features; i++) {
            BoosterFeed.put(values, i, features, columns.get(i), LightgbmFeed::withoutDust);
        }
        return values;
    }

    /// NumPy's arrays of anything but floating-point numbers go through 32 bits.
    private static double[] matrix(Tensor tensor, int features) {
        if (tensor.rank() != 2) {
            throw InvalidInput.evaluation("Input numpy.ndarray or list must be 2 dimensional");
        }
        requireWidth(tensor.shape().getLast(), features);
        if (!BoosterFeed.isNumeric(tensor.values())) {
            throw InvalidInput.evaluation("The array must be of numbers; it is of the type %s."
                    .formatted(tensor.values().typeName()));
        }
        boolean single = !(tensor.values() instanceof Column.Doubles);
        double[] values = new double[tensor.values().size()];
        BoosterFeed.put(values, 0, 1, tensor.values(), single ? each -> (float) each : LightgbmFeed::withoutDust);
        return values;
    }

    private static double withoutDust(double value) {
        return Math.abs(value) <= ZERO ? 0 : value;
    }

    private static void requireWidth(int width, int features) {
        if (width != features) {
            throw InvalidInput.evaluation(
                    "The number of features in data (%d) is not the same as it was in training data (%d)."
                            .formatted(width, features));
        }
    }

    private static void requireNumbers(Frame frame, List<Column> columns) {
        List<String> names = List.copyOf(frame.columns().keySet());
        List<String> wrong = IntStream.range(0, names.size())
                .filter(i -> !BoosterFeed.isNumeric(columns.get(i)))
                .mapToObj(i -> names.get(i) + ": " + columns.get(i).typeName())
                .toList();
        if (!wrong.isEmpty()) {
            throw InvalidInput.evaluation("pandas dtypes must be int, float or bool.\nFields with bad pandas dtypes: %s"
                    .formatted(String.join(", ", wrong)));
        }
    }

    /// The columns, with codes in place of categories: of texts, where there are as many of them, or else of what the
    /// file says.
    private List<Column> withCodes(Frame frame) {
        List<Column> columns = new ArrayList<>(frame.columns().values());
        if (codes.isEmpty()) {
            return columns;
        }
        List<String> names = List.copyOf(frame.columns().keySet());
        List<Integer> textual = textual(columns);
        List<Integer> places = textual.size() == codes.size() ? textual : categorical;
        if (places.size() != codes.size()) {
            throw InvalidInput.evaluation(
                    "The model has %d categorical columns, and its file does not say which; send them, and no others, as texts."
                            .formatted(codes.size()));
        }
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            columns.set(place, codes.get(i).of(names.get(place), columns.get(place)));
        }
        return columns;
    }

    private static List<Integer> textual(List<Column> columns) {
        return IntStream.range(0, columns.size())
                .filter(i -> !BoosterFeed.isNumeric(columns.get(i)))
                .boxed()
                .toList();
    }
}
