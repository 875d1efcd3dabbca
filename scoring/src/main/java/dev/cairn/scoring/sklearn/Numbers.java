package dev.cairn.scoring.sklearn;

import java.util.List;

/// Numbers in rows of `width`, one after the other; a missing one is NaN. Whoever makes one gives its array away.
public final class Numbers implements Table {
    final double[] values;
    final int rows;
    final int width;
    private final List<String> names;

    public Numbers(double[] values, int rows, int width, List<String> names) {
        if ((long) rows * width != values.length) {
            throw new IllegalArgumentException(
                    "%d rows of %d numbers are not %d numbers.".formatted(rows, width, values.length));
        }
        this.values = values;
        this.rows = rows;
        this.width = width;
        this.names = List.copyOf(names);
    }

    Numbers(double[] values, int rows, int width) {
        this(values, rows, width, List.of());
    }

    static Numbers row(double... values) {
        return new Numbers(values, 1, values.length);
    }

    /// Room for as many numbers; `RefusedRowsException` where that is more than an answer may take.
    static Numbers room(int rows, int width) {
        requireRoom(rows, width);
        return new Numbers(new double[rows * width], rows, width);
    }

    static void requireRoom(int rows, long width) {
        if (rows * width > MAX_VALUES) {
            throw new RefusedRowsException(
                    "The model makes %d values of each of the %d rows, and a request may have %d; send the data in smaller requests."
                            .formatted(width, rows, MAX_VALUES));
        }
    }

    private static final int MAX_VALUES = 10_000_000;

    /// The numbers in row-major order.
    public double[] values() {
        return values;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Numbers numbers() {
        return this;
    }

    @Override
    public Values column(int index) {
        double[] column = new double[rows];
        for (int row = 0; row < rows; row++) {
            column[row] = values[row * width + index];
        }
        return new Values.Numeric(column);
    }

    @Override
    public Numbers select(List<Integer> indices) {
        double[] selected = room(rows, indices.size()).values;
        for (int i = 0; i < indices.size(); i++) {
            int from = indices.get(i);
            for (int row = 0; row < rows; row++) {
                selected[row * indices.size() + i] = values[row * width + from];
            }
        }
        List<String> kept =
                names.isEmpty() ? names : indices.stream().map(names::get).toList();
        return new Numbers(selected, rows, indices.size(), kept);
    }

    double at(int row, int column) {
        return values[row * width + column];
    }

    /// The sum of the products of two runs of numbers.
    static double dot(double[] a, int fromA, double[] b, int fromB, int count) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < count; i += 2) {
            even += a[fromA + i] * b[fromB + i];
            odd += a[fromA + i + 1] * b[fromB + i + 1];
        }
        return i < count ? even + odd + a[fromA + i] * b[fromB + i] : even + odd;
    }
}
