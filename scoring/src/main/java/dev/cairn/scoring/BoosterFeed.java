package dev.cairn.scoring;

import java.nio.DoubleBuffer;
import java.nio.LongBuffer;

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

    /// A table of as many columns as the model has features; `single` rounds its numbers to 32 bits.
    static BoosterFeed of(Payload payload, int features, boolean single) {
        return switch (payload) {
            case Frame frame -> new BoosterFeed(table(frame, features, single), frame.rows());
            case Tensor tensor ->
                new BoosterFeed(matrix(tensor, features, single), tensor.shape().getFirst());
            case NamedTensors _ ->
                throw InvalidInput.evaluation(
                        "The model takes a table; send a dataframe or one two-dimensional array.");
        };
    }

    private static double[] table(Frame frame, int features, boolean single) {
        requireWidth(frame.columns().size(), features);
        double[] values = new double[Math.multiplyExact(frame.rows(), features)];
        int feature = 0;
        for (var column : frame.columns().entrySet()) {
            put(values, feature++, features, column.getKey(), column.getValue(), single);
        }
        return values;
    }

    private static double[] matrix(Tensor tensor, int features, boolean single) {
        if (tensor.rank() != 2) {
            throw InvalidInput.evaluation("The model takes a two-dimensional array and got one of shape %s."
                    .formatted(TensorSpec.text(tensor.shape())));
        }
        requireWidth(tensor.shape().getLast(), features);
        double[] values = new double[tensor.values().size()];
        put(values, 0, 1, "input", tensor.values(), single);
        return values;
    }

    private static void requireWidth(int width, int features) {
        if (width != features) {
            throw InvalidInput.evaluation("Feature shape mismatch, expected: %d, got %d".formatted(features, width));
        }
    }

    /// Puts the values of a column at every `step`th place from `first`.
    private static void put(double[] values, int first, int step, String name, Column column, boolean single) {
        switch (column) {
            case Column.Doubles doubles -> {
                DoubleBuffer from = doubles.values();
                for (int i = 0, at = first; i < from.limit(); i++, at += step) {
                    values[at] = single ? (float) from.get(i) : from.get(i);
                }
            }
            case Column.Longs longs -> {
                LongBuffer from = longs.values();
                for (int i = 0, at = first; i < from.limit(); i++, at += step) {
                    values[at] = single ? (float) from.get(i) : from.get(i);
                }
            }
            case Column.Booleans booleans -> {
                for (int i = 0, at = first; i < booleans.size(); i++, at += step) {
                    values[at] = booleans.values().get(i) ? 1 : 0;
                }
            }
            case Column.Texts _, Column.Mixed _ ->
                throw InvalidInput.evaluation(
                        "DataFrame.dtypes for data must be int, float, bool or category. Invalid columns: %s: %s"
                                .formatted(name, column.typeName()));
        }
    }
}
