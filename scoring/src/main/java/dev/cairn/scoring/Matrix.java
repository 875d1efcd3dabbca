package dev.cairn.scoring;

import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/// Tables as one tensor of shape `(rows, columns)`, and back.
final class Matrix {
    private Matrix() {}

    /// The columns of a frame side by side, all converted to one type.
    static Tensor of(Frame frame, ElementType type) {
        List<Column> columns = new ArrayList<>(frame.columns().size());
        frame.columns().forEach((name, column) -> columns.add(type.convert(name, column)));
        Column values = switch (type) {
            case FLOAT32, FLOAT64 -> doubles(columns, frame.rows());
            case INT32, INT64 -> longs(columns, frame.rows());
            case BOOL, TEXT, ANY -> any(columns, frame.rows());
        };
        return new Tensor(List.of(frame.rows(), columns.size()), values);
    }

    /// The columns of a tensor of rank 2; `InvalidInput` where they are more than a table may have: of one row, each
    /// takes much more than its value.
    static List<Column> columns(Tensor matrix) {
        int rows = matrix.shape().getFirst();
        int width = matrix.shape().getLast();
        ScoringLimits.DEFAULT.requireColumns(width);
        List<Column> columns = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            ColumnBuilder column = new ColumnBuilder();
            for (int row = 0; row < rows; row++) {
                column.add(matrix.values(), row * width + i);
            }
            columns.add(column.build());
        }
        return columns;
    }

    private static Column doubles(List<Column> columns, int rows) {
        int width = columns.size();
        double[] values = new double[rows * width];
        for (int i = 0; i < width; i++) {
            DoubleBuffer column = Conversion.doubles("", columns.get(i)).values();
            for (int row = 0; row < rows; row++) {
                values[row * width + i] = column.get(row);
            }
        }
        return new Column.Doubles(DoubleBuffer.wrap(values));
    }

    private static Column longs(List<Column> columns, int rows) {
        int width = columns.size();
        long[] values = new long[rows * width];
        for (int i = 0; i < width; i++) {
            LongBuffer column = Conversion.longs("", columns.get(i)).values();
            for (int row = 0; row < rows; row++) {
                values[row * width + i] = column.get(row);
            }
        }
        return new Column.Longs(LongBuffer.wrap(values));
    }

    private static Column any(List<Column> columns, int rows) {
        ColumnBuilder values = new ColumnBuilder();
        for (int row = 0; row < rows; row++) {
            for (Column column : columns) {
                values.add(column, row);
            }
        }
        return values.build();
    }
}
