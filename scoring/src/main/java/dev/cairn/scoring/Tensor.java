package dev.cairn.scoring;

import java.util.ArrayList;
import java.util.List;

/// An n-dimensional array: its dimensions and its values in row-major order. No dimension at all is a single value.
public record Tensor(List<Integer> shape, Column values) implements Payload {
    public Tensor {
        shape = List.copyOf(shape);
        if (count(shape) != values.size()) {
            throw new IllegalArgumentException(
                    "A tensor of shape %s has %d values.".formatted(TensorSpec.text(shape), values.size()));
        }
    }

    /// A column as a tensor: `(rows,)`, or `(rows, …)` when each cell holds an array of one and the same shape.
    public static Tensor of(String name, Column column) {
        List<Tensor> cells = column instanceof Column.Mixed mixed
                ? mixed.values().stream()
                        .filter(Tensor.class::isInstance)
                        .map(Tensor.class::cast)
                        .toList()
                : List.of();
        if (cells.isEmpty()) {
            return new Tensor(List.of(column.size()), column);
        }
        List<Integer> cell = cells.getFirst().shape();
        if (cells.size() != column.size()
                || !cells.stream().allMatch(other -> other.shape().equals(cell))) {
            throw InvalidInput.schema("The arrays in column '%s' are not all of one shape.".formatted(name));
        }
        ColumnBuilder values = new ColumnBuilder();
        cells.forEach(each -> values.addAll(each.values()));
        List<Integer> shape = new ArrayList<>();
        shape.add(column.size());
        shape.addAll(cell);
        return new Tensor(shape, values.build());
    }

    public int rank() {
        return shape.size();
    }

    /// The columns of a tensor of rank 2.
    public List<Column> columns() {
        return Matrix.columns(this);
    }

    /// The same values in another shape of as many.
    Tensor reshaped(List<Integer> other) {
        return new Tensor(other, values);
    }

    /// The number of values that a shape has.
    public static long count(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
