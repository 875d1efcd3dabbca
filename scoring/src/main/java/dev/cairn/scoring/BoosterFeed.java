package dev.cairn.scoring;

import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.function.DoubleUnaryOperator;

/// The rows that a boosted model is asked to score: their values one row after the other.
final class BoosterFeed {
    private final double[] values;
    private final int rows;

    BoosterFeed(double[] values, int rows) {
        this.values = values;
        this.rows = rows;
    }

    double[] values() {
        return values;
    }

    int rows() {
        return rows;
    }

    /// A table of as many columns as the model of XGBoost has features, its numbers rounded to 32 bits.
    static BoosterFeed of(Payload payload, int features) {
        return switch (payload) {
            case Frame frame -> new BoosterFeed(table(frame, features), frame.rows());
            case Tensor tensor ->
                new BoosterFeed(matrix(tensor, features), tensor.shape().getFirst());
            case NamedTensors _ ->
                throw InvalidInput.evaluation(
                        "The model takes a table; send a dataframe or one two-dimensional array.");
        };
    }

    private static double[] table(Frame frame, int features) {
        requireWidth(frame.columns().size(), features);
        double[] values = new double[Math.multiplyExact(frame.rows(), features)];
        int feature = 0;
        for (var column : frame.columns().entrySet()) {
            requireNumbers(column.getKey(), column.getValue());
            put(values, feature++, features, column.getValue(), value -> (float) value);
        }
        return values;
    }

    private static double[] matrix(Tensor tensor, int features) {
        if (tensor.rank() != 2) {
            throw InvalidInput.evaluation("The model takes a two-dimensional array and got one of shape %s."
                    .formatted(TensorSpec.text(tensor.shape())));
        }
        requireWidth(tensor.shape().getLast(), features);
        double[] values = new double[tensor.values().size()];
        requireNumbers("input", tensor.values());
        put(values, 0, 1, tensor.values(), value -> (float) value);
        return values;
    }

    private static void requireWidth(int width, int features) {
        if (width != features) {
            throw InvalidInput.evaluation("Feature shape mismatch, expected: %d, got %d".formatted(features, width));
        }
    }

    private static void requireNumbers(String name, Column column) {
        if (!isNumeric(column)) {
            throw InvalidInput.evaluation(
                    "DataFrame.dtypes for data must be int, float, bool or category. Invalid columns: %s: %s"
                            .formatted(name, column.typeName()));
        }
    }

    static boolean isNumeric(Column column) {
        return switch (column) {
            case Column.Doubles _, Column.Longs _, Column.Booleans _ -> true;
            case Column.Texts _, Column.Mixed _ -> false;
        };
    }

    /// Puts what is made of each value of a numeric column at every `step`th place from `first`.
    static void put(double[] values, int first, int step, Column column, DoubleUnaryOperator each) {
        switch (column) {
            case Column.Doubles doubles -> {
                DoubleBuffer from = doubles.values();
                for (int i = 0, at = first; i < from.limit(); i++, at += step) {
                    values[at] = each.applyAsDouble(from.get(i));
                }
            }
            case Column.Longs longs -> {
                LongBuffer from = longs.values();
                for (int i = 0, at = first; i < from.limit(); i++, at += step) {
                    values[at] = each.applyAsDouble((double) from.get(i));
                }
            }
            case Column.Booleans booleans -> {
                for (int i = 0, at = first; i < booleans.size(); i++, at += step) {
                    values[at] = booleans.values().get(i) ? 1 : 0;
                }
            }
            case Column.Texts _, Column.Mixed _ -> throw new IllegalArgumentException(column.typeName());
        }
    }
}
