package dev.cairn.scoring;

import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The conversions of a column that lose nothing; any other is an `InvalidInput` that names the column.
final class Conversion {
    private Conversion() {}

    static Column.Doubles doubles(String name, Column column) {
        return switch (column) {
            case Column.Doubles same -> same;
            case Column.Longs longs -> {
                double[] values = new double[longs.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = longs.values().get(i);
                }
                yield new Column.Doubles(DoubleBuffer.wrap(values));
            }
            case Column.Booleans booleans -> doubles(name, ones(booleans));
            case Column.Texts _, Column.Mixed _ -> throw unsafe(name, column, "float64");
        };
    }

    /// Doubles rounded to 32 bits.
    static Column.Doubles floats(String name, Column column) {
        DoubleBuffer values = doubles(name, column).values();
        double[] rounded = new double[values.limit()];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values.get(i);
        }
        return new Column.Doubles(DoubleBuffer.wrap(rounded));
    }

    static Column.Longs longs(String name, Column column) {
        return switch (column) {
            case Column.Longs same -> same;
            case Column.Doubles doubles -> {
                long[] values = new long[doubles.size()];
                for (int i = 0; i < values.length; i++) {
                    double value = doubles.values().get(i);
                    values[i] = (long) value;
                    if (values[i] != value || values[i] == Long.MAX_VALUE) {
                        throw unsafe(name, column, "int64");
                    }
                }
                yield new Column.Longs(LongBuffer.wrap(values));
            }
            case Column.Booleans booleans -> ones(booleans);
            case Column.Texts _, Column.Mixed _ -> throw unsafe(name, column, "int64");
        };
    }

    /// Longs that fit into 32 bits.
    static Column.Longs integers(String name, Column column) {
        Column.Longs longs = longs(name, column);
        for (int i = 0; i < longs.size(); i++) {
            if (longs.values().get(i) != (int) longs.values().get(i)) {
                throw unsafe(name, column, "int32");
            }
        }
        return longs;
    }

    /// Booleans, or numbers that are all 0 or 1.
    static Column.Booleans booleans(String name, Column column) {
        if (column instanceof Column.Booleans same) {
            return same;
        }
        if (column instanceof Column.Texts || column instanceof Column.Mixed) {
            throw unsafe(name, column, "bool");
        }
        LongBuffer ones = longs(name, column).values();
        List<Boolean> values = new ArrayList<>(ones.limit());
        for (int i = 0; i < ones.limit(); i++) {
            if (ones.get(i) != 0 && ones.get(i) != 1) {
                throw unsafe(name, column, "bool");
            }
            values.add(ones.get(i) == 1);
        }
        return new Column.Booleans(values);
    }

    /// Texts, or a column without a single value.
    static Column.Texts texts(String name, Column column) {
        if (column instanceof Column.Texts same) {
            return same;
        }
        if (column.size() > 0 && !(column instanceof Column.Doubles doubles && allMissing(doubles))) {
            throw unsafe(name, column, "str");
        }
        return new Column.Texts(Collections.<@Nullable String>nCopies(column.size(), null));
    }

    private static boolean allMissing(Column.Doubles doubles) {
        for (int i = 0; i < doubles.size(); i++) {
            if (!Double.isNaN(doubles.values().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Column.Longs ones(Column.Booleans booleans) {
        long[] values = new long[booleans.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = booleans.values().get(i) ? 1 : 0;
        }
        return new Column.Longs(LongBuffer.wrap(values));
    }

    private static InvalidInput unsafe(String name, Column column, String type) {
        return InvalidInput.conversion(name, column.typeName(), type);
    }
}
