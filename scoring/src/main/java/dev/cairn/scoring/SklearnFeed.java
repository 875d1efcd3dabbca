package dev.cairn.scoring;

import dev.cairn.scoring.sklearn.Columns;
import dev.cairn.scoring.sklearn.Numbers;
import dev.cairn.scoring.sklearn.Table;
import dev.cairn.scoring.sklearn.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Payloads as the tables that estimators of scikit-learn take.
final class SklearnFeed {
    private SklearnFeed() {}

    static Table table(Payload payload) {
        return switch (payload) {
            case Frame frame -> table(frame);
            case Tensor tensor -> table(tensor);
            case NamedTensors _ ->
                throw InvalidInput.evaluation(
                        "The model takes a table; send a dataframe or one two-dimensional array.");
        };
    }

    private static Table table(Frame frame) {
        List<String> names = names(frame);
        if (!frame.columns().values().stream().allMatch(BoosterFeed::isNumeric)) {
            List<Values> columns = new ArrayList<>();
            frame.columns().forEach((name, column) -> columns.add(values(name, column)));
            return new Columns(columns, names, frame.rows());
        }
        int width = frame.columns().size();
        double[] values = new double[Math.multiplyExact(frame.rows(), width)];
        int at = 0;
        for (Column column : frame.columns().values()) {
            BoosterFeed.put(values, at++, width, column, each -> each);
        }
        return new Numbers(values, frame.rows(), width, names);
    }

    /// Columns that were sent without names are numbered, which pandas does not count as names.
    private static List<String> names(Frame frame) {
        int number = 0;
        for (String name : frame.columns().keySet()) {
            if (!name.equals(String.valueOf(number++))) {
                return List.copyOf(frame.columns().keySet());
            }
        }
        return List.of();
    }

    private static Table table(Tensor tensor) {
        if (tensor.rank() != 2) {
            throw InvalidInput.evaluation(
                    "Expected 2D array, got an array of shape %s instead.".formatted(TensorSpec.text(tensor.shape())));
        }
        int rows = tensor.shape().getFirst();
        int width = tensor.shape().getLast();
        if (BoosterFeed.isNumeric(tensor.values())) {
            double[] values = new double[tensor.values().size()];
            BoosterFeed.put(values, 0, 1, tensor.values(), each -> each);
            return new Numbers(values, rows, width, List.of());
        } else if (tensor.values() instanceof Column.Mixed) {
            throw InvalidInput.evaluation("The array has values of several types; send a dataframe.");
        }
        List<Values> columns = new ArrayList<>();
        for (Column column : tensor.columns()) {
            columns.add(values("input", column));
        }
        return new Columns(columns, List.of(), rows);
    }

    private static Values values(String name, Column column) {
        if (BoosterFeed.isNumeric(column)) {
            double[] values = new double[column.size()];
            BoosterFeed.put(values, 0, 1, column, each -> each);
            return new Values.Numeric(values);
        }
        List<@Nullable Object> objects = new ArrayList<>(column.size());
        for (int row = 0; row < column.size(); row++) {
            Object value = Cells.value(column, row);
            switch (value) {
                case null -> objects.add(null);
                case Long _, Double _, Boolean _, String _ -> objects.add(value);
                default ->
                    throw InvalidInput.evaluation(
                            "The column '%s' has a %s in row %d; the model takes numbers, texts and booleans."
                                    .formatted(name, Cells.kind(value), row));
            }
        }
        return new Values.Objects(objects);
    }
}
