package dev.cairn.scoring;

import ai.catboost.CatBoostModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The columns of a table as CatBoost's evaluator takes them: numbers of 32 bits, and texts of categories.
///
/// @param names those of the features in the table's order; places where it was trained without names
/// @param categorical which of them are categories
record CatboostFeed(List<String> names, List<Boolean> categorical) {
    CatboostFeed {
        names = List.copyOf(names);
        categorical = List.copyOf(categorical);
    }

    static CatboostFeed of(CatBoostModel model) {
        if (model.getUsedTextFeatureCount() + model.getUsedEmbeddingFeatureCount() > 0) {
            throw new UnsupportedFlavorException("The model takes texts or embeddings, which only Python can score.");
        }
        List<CatBoostModel.Feature> features = new ArrayList<>(model.getFeatures());
        features.sort(Comparator.comparingInt(CatBoostModel.Feature::getFlatFeatureIndex));
        for (int i = 0; i < features.size(); i++) {
            CatBoostModel.Feature feature = features.get(i);
            boolean known =
                    feature instanceof CatBoostModel.FloatFeature || feature instanceof CatBoostModel.CatFeature;
            if (!known || feature.getFlatFeatureIndex() != i) {
                throw new UnsupportedFlavorException("The model has a feature that only Python can score.");
            }
        }
        return new CatboostFeed(
                features.stream().map(CatBoostModel.Feature::getName).toList(),
                features.stream()
                        .map(CatBoostModel.CatFeature.class::isInstance)
                        .toList());
    }

    Rows rows(Payload payload) {
        List<Column> columns = switch (payload) {
            case Frame frame -> columns(frame);
            case Tensor tensor when tensor.rank() == 2 -> tensor.columns();
            case Tensor _, NamedTensors _ ->
                throw InvalidInput.evaluation(
                        "The model takes a table; send a dataframe or one two-dimensional array.");
        };
        if (columns.size() < names.size()) {
            throw InvalidInput.evaluation(
                    "Feature %s is present in model but not in pool.".formatted(names.get(columns.size())));
        }
        int rows = columns.isEmpty() ? 0 : columns.getFirst().size();
        int texts = Collections.frequency(categorical, true);
        float[][] numbers = new float[rows][names.size() - texts];
        String[][] categories = new String[rows][texts];
        int number = 0;
        int category = 0;
        for (int i = 0; i < names.size(); i++) {
            if (categorical.get(i)) {
                put(names.get(i), columns.get(i), categories, category++);
            } else {
                put(names.get(i), columns.get(i), numbers, number++);
            }
        }
        return new Rows(numbers, categories, rows);
    }

    private List<Column> columns(Frame frame) {
        List<String> given = List.copyOf(frame.columns().keySet());
        boolean unnamed = IntStream.range(0, names.size())
                .allMatch(i -> names.get(i).isEmpty() || names.get(i).equals(String.valueOf(i)));
        for (int i = 0; i < Math.min(given.size(), names.size()) && !unnamed; i++) {
            if (!given.get(i).equals(names.get(i))) {
                throw InvalidInput.evaluation("At position %d should be feature with name %s (found %s)."
                        .formatted(i, names.get(i), given.get(i)));
            }
        }
        return List.copyOf(frame.columns().values());
    }

    private static void put(String name, Column column, float[][] numbers, int place) {
        Column.Doubles values = Conversion.doubles(name, column);
        for (int row = 0; row < numbers.length; row++) {
            numbers[row][place] = (float) values.values().get(row);
        }
    }

    /// Whole numbers and texts, as CatBoost has it; else the same value would be another category.
    private static void put(String name, Column column, String[][] categories, int place) {
        for (int row = 0; row < categories.length; row++) {
            Object value = Cells.value(column, row);
            categories[row][place] = switch (value) {
                case String text -> text;
                case Long whole -> whole.toString();
                case Boolean truth -> truth ? "True" : "False";
                case null, default ->
                    throw InvalidInput.evaluation(
                            "Invalid type for cat_feature %s in row %d: cat_features must be integer or string, real number values and NaN values should be converted to string."
                                    .formatted(name, row));
            };
        }
    }

    /// Rows as the evaluator takes them: the numbers of each, and its categories.
    static final class Rows {
        private final float[][] numbers;
        private final String[][] texts;
        private final int count;

        Rows(float[][] numbers, String[][] texts, int count) {
            this.numbers = numbers;
            this.texts = texts;
            this.count = count;
        }

        float[][] numbers() {
            return numbers;
        }

        String[][] texts() {
            return texts;
        }

        int count() {
            return count;
        }
    }
}
