package dev.cairn.scoring;

import java.nio.DoubleBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The codes of a column's categories: their places in the list of them. Immutable and thread-safe.
final class CategoryCodes {
    private static final int SHOWN = 10;

    private final List<?> categories;
    private final Map<Object, Integer> codes = new HashMap<>();

    /// @param categories all texts, or all `Double`
    CategoryCodes(List<?> categories) {
        this.categories = List.copyOf(categories);
        for (Object category : categories) {
            codes.putIfAbsent(category, codes.size());
        }
    }

    /// The codes of a column's values; what is missing or no category is NaN.
    Column of(String name, Column column) {
        double[] values = new double[column.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = code(name, value(column, row));
        }
        return new Column.Doubles(DoubleBuffer.wrap(values));
    }

    private double code(String name, @Nullable Object value) {
        if (value == null) {
            return Double.NaN;
        } else if (!categories.isEmpty() && categories.getFirst().getClass() != value.getClass()) {
            throw InvalidInput.evaluation("The column %s takes categories, such as %s, and has %s."
                    .formatted(name, categories.subList(0, Math.min(categories.size(), SHOWN)), value));
        }
        Integer code = codes.get(value);
        return code == null ? Double.NaN : code;
    }

    /// Numbers and booleans as `Double`.
    private static @Nullable Object value(Column column, int row) {
        return switch (column) {
            case Column.Longs longs -> (double) longs.values().get(row);
            case Column.Doubles doubles -> number(doubles.values().get(row));
            case Column.Booleans booleans -> number(booleans.values().get(row));
            case Column.Texts texts -> texts.values().get(row);
            case Column.Mixed mixed -> number(mixed.values().get(row));
        };
    }

    private static @Nullable Object number(@Nullable Object value) {
        return switch (value) {
            case Long number -> (double) number;
            case Double number -> number.isNaN() ? null : number;
            case Boolean truth -> truth ? 1.0 : 0.0;
            case null, default -> value;
        };
    }
}
