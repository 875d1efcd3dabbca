package dev.cairn.scoring;

import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Predictions as the arrays that Python's classes return.
final class BoosterAnswers {
    private BoosterAnswers() {}

    /// The predictions themselves: `(rows,)`, or `(rows, width)` where there are several a row.
    static Tensor numbers(double[] predictions, int rows, int width) {
        List<Integer> shape = width == 1 ? List.of(rows) : List.of(rows, width);
        return new Tensor(shape, new Column.Doubles(DoubleBuffer.wrap(predictions)));
    }

    /// The number of the class of each row, or its name where `names` has one.
    static Tensor classes(double[] predictions, int rows, int width, List<JsonNode> names) {
        long[] classes = new long[rows];
        for (int row = 0; row < rows; row++) {
            classes[row] = width == 1 ? (long) predictions[row] : greatest(predictions, row * width, width);
        }
        if (names.isEmpty()) {
            return new Tensor(List.of(rows), new Column.Longs(LongBuffer.wrap(classes)));
        }
        ColumnBuilder labels = new ColumnBuilder();
        for (long each : classes) {
            JsonNode name = names.get(Math.toIntExact(each));
            if (name.isIntegralNumber()) {
                labels.add(name.asLong());
            } else if (name.isNumber()) {
                labels.add(name.asDouble());
            } else if (name.isBoolean()) {
                labels.addObject(name.asBoolean());
            } else {
                labels.addObject(name.asString());
            }
        }
        return new Tensor(List.of(rows), labels.build());
    }

    /// 1 for each probability that is more likely than not, else 0; in the same array.
    static double[] likely(double[] probabilities) {
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = probabilities[i] > 0.5 ? 1 : 0;
        }
        return probabilities;
    }

    /// The first of the greatest values, as NumPy's `argmax`.
    private static int greatest(double[] values, int from, int width) {
        int greatest = 0;
        for (int i = 1; i < width; i++) {
            if (values[from + i] > values[from + greatest]) {
                greatest = i;
            }
        }
        return greatest;
    }
}
