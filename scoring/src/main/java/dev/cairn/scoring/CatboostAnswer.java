package dev.cairn.scoring;

import java.nio.DoubleBuffer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What `predict` makes of the raw values that CatBoost's evaluator computes: the values, their exponentials, or
/// labels.
///
/// @param labels those of the classes, empty for numbers
record CatboostAnswer(boolean exponential, List<JsonNode> labels) {
    CatboostAnswer {
        labels = List.copyOf(labels);
    }

    static CatboostAnswer of(String modelClass, String loss, JsonNode classes, int width) {
        if (!modelClass.equals("CatBoostClassifier")) {
            if (loss.equals("RMSEWithUncertainty")) {
                throw new UnsupportedFlavorException("The model answers uncertainties, which only Python can score.");
            }
            boolean exponential = modelClass.equals("CatBoostRegressor")
                    && (loss.startsWith("Poisson") || loss.startsWith("Tweedie"));
            return new CatboostAnswer(exponential, List.of());
        }
        List<JsonNode> labels = classes.path("class_names").valueStream().toList();
        boolean single = List.of("Logloss", "CrossEntropy", "MultiClass", "MultiClassOneVsAll")
                .contains(loss);
        if (!single || labels.size() != Math.max(2, width)) {
            throw new UnsupportedFlavorException(
                    "The model is a classifier of the loss '%s' with %d labels, which only Python can score."
                            .formatted(loss, labels.size()));
        }
        return new CatboostAnswer(false, labels);
    }

    /// Labels of several classes are a column, as CatBoost has them.
    Tensor tensor(double[] raw, int rows, int width) {
        if (labels.isEmpty()) {
            for (int i = 0; i < raw.length && exponential; i++) {
                raw[i] = Math.exp(raw[i]);
            }
            return new Tensor(
                    width == 1 ? List.of(rows) : List.of(rows, width), new Column.Doubles(DoubleBuffer.wrap(raw)));
        }
        double[] classes = raw;
        if (width == 1) {
            for (int i = 0; i < raw.length; i++) {
                classes[i] = raw[i] > 0 ? 1 : 0;
            }
        }
        Tensor flat = BoosterAnswers.classes(classes, rows, width, labels);
        return width == 1 ? flat : flat.reshaped(List.of(rows, 1));
    }
}
