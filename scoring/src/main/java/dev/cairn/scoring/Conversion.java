package dev.cairn.scoring;

import dev.cairn.scoring.text.PandasTime;
import dev.cairn.scoring.text.PythonNumbers;
import dev.cairn.scoring.text.PythonText;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The conversions of a column that lose nothing; any other is an `InvalidInput` that names the column.
final class Conversion {
    private static final String OBJECT = "<class 'object'>";
    private static final String TIME = "datetime64[ns]";
    private static final String NO_INTEGER =
            "Cannot convert non-finite values (NA or inf) to integer. Replace or remove"
                    + " non-finite values or cast to an integer type that supports these values (e.g. 'Int64')";

    private Conversion() {}

    /// Numbers, and texts that are numbers.
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
            case Column.Texts texts -> each(name, texts.values());
            case Column.Mixed mixed -> each(name, mixed.values());
        };
    }

    private static Column.Doubles each(String name, List<? extends @Nullable Object> cells) {
        double[] values = new double[cells.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (cells.get(i)) {
                case null -> Double.NaN;
                case Number number -> number.doubleValue();
                case Boolean truth -> truth ? 1 : 0;
                case String text -> number(name, text);
                case Map<?, ?> _ ->
                    throw InvalidInput.unconvertible(
                            name,
                            "float64",
                            "TypeError",
                            "float() argument must be a string or a real number, not 'dict'");
                case Object _ ->
                    throw InvalidInput.unconvertible(
                            name, "float64", "ValueError", "setting an array element with a sequence.");
            };
        }
        return new Column.Doubles(DoubleBuffer.wrap(values));
    }

    private static double number(String name, String text) {
        try {
            return PythonNumbers.parseFloat(text);
        } catch (NumberFormatException none) {
            throw InvalidInput.unconvertible(name, "float64", "ValueError", String.valueOf(none.getMessage()));
        }
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

    /// Whole numbers, and texts that are.
    static Column.Longs longs(String name, Column column) {
        return longs(name, column, "int64");
    }

    private static Column.Longs longs(String name, Column column, String type) {
        return switch (column) {
            case Column.Longs same -> same;
            case Column.Doubles doubles -> {
                long[] values = new long[doubles.size()];
                for (int i = 0; i < values.length; i++) {
                    double value = doubles.values().get(i);
                    if (!Double.isFinite(value)) {
                        throw InvalidInput.unconvertible(name, type, "IntCastingNaNError", NO_INTEGER);
                    }
                    values[i] = (long) value;
                    if (values[i] != value || values[i] == Long.MAX_VALUE) {
                        throw unsafe(name, column, type);
                    }
                }
                yield new Column.Longs(LongBuffer.wrap(values));
            }
            case Column.Booleans booleans -> ones(booleans);
            case Column.Texts texts -> each(name, texts.values(), type);
            case Column.Mixed mixed -> each(name, mixed.values(), type);
        };
    }

    private static Column.Longs each(String name, List<? extends @Nullable Object> cells, String type) {
        long[] values = new long[cells.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (cells.get(i)) {
                case Long whole -> whole;
                case Double number
                when number.longValue() == number && number.longValue() != Long.MAX_VALUE -> number.longValue();
                case Double _ -> throw InvalidInput.conversion(name, "float64", type);
                case Boolean truth -> truth ? 1 : 0;
                case String text -> whole(name, text, type);
                case null -> throw noInteger(name, type, "NoneType");
                case Map<?, ?> _ -> throw noInteger(name, type, "dict");
                case Object _ -> throw noInteger(name, type, "list");
            };
        }
        return new Column.Longs(LongBuffer.wrap(values));
    }

    private static long whole(String name, String text, String type) {
        try {
            return PythonNumbers.parseInt(text).longValueExact();
        } catch (NumberFormatException none) {
            throw InvalidInput.unconvertible(name, type, "ValueError", String.valueOf(none.getMessage()));
        } catch (ArithmeticException _) {
            throw InvalidInput.unconvertible(name, type, "OverflowError", "Python int too large to convert to C long");
        }
    }

    private static InvalidInput noInteger(String name, String type, String what) {
        return InvalidInput.unconvertible(
                name,
                type,
                "TypeError",
                "int() argument must be a string, a bytes-like object or a real number, not '%s'".formatted(what));
    }

    /// Longs that fit into 32 bits.
    static Column.Longs integers(String name, Column column) {
        Column.Longs longs = longs(name, column, "int32");
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

    /// Texts, and scalars as Python prints them; what is missing stays so.
    static Column.Texts texts(String name, Column column) {
        if (column instanceof Column.Texts same) {
            return same;
        }
        List<@Nullable String> texts = new ArrayList<>(column.size());
        for (int i = 0; i < column.size(); i++) {
            texts.add(text(name, column, i));
        }
        return new Column.Texts(texts);
    }

    private static @Nullable String text(String name, Column column, int index) {
        return switch (column) {
            case Column.Longs longs -> String.valueOf(longs.values().get(index));
            case Column.Doubles doubles -> text(name, doubles.values().get(index), column);
            case Column.Booleans booleans -> text(name, booleans.values().get(index), column);
            case Column.Texts texts -> texts.values().get(index);
            case Column.Mixed mixed -> text(name, mixed.values().get(index), column);
        };
    }

    private static @Nullable String text(String name, @Nullable Object value, Column column) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Double number -> number.isNaN() ? null : PythonText.number(number);
            case Number number -> number.toString();
            case Boolean truth -> truth ? "True" : "False";
            default -> throw unsafe(name, column, "str");
        };
    }

    /// Bytes, which frames have as base64 and arrays as ASCII.
    static Column.Mixed bytes(String name, Column column, boolean base64) {
        List<@Nullable Object> cells = new ArrayList<>(column.size());
        for (int i = 0; i < column.size(); i++) {
            String text = column instanceof Column.Texts texts ? texts.values().get(i) : text(name, column, i);
            if (base64 && (text == null || !(column instanceof Column.Texts || column instanceof Column.Mixed))) {
                throw InvalidInput.unconvertible(name, OBJECT, "TypeError", "encoding without a string argument");
            }
            cells.add(text == null ? null : base64 ? decoded(name, text) : text.getBytes(StandardCharsets.UTF_8));
        }
        return new Column.Mixed(cells);
    }

    private static byte[] decoded(String name, String text) {
        try {
            // as Python does, what is no base64 is passed over
            return Base64.getMimeDecoder().decode(padded(text));
        } catch (IllegalArgumentException _) {
            throw InvalidInput.unconvertible(name, OBJECT, "Error", "Incorrect padding");
        }
    }

    private static String padded(String text) {
        String digits = text.replaceAll("[^A-Za-z0-9+/]", "");
        boolean complete = digits.length() % 4 == 0 || text.indexOf('=') >= 0;
        if (!complete) {
            throw new IllegalArgumentException("Incorrect padding");
        }
        return text;
    }

    /// Times without a zone: texts, or nanoseconds since 1970. In an array a time with a zone is one in UTC.
    static Column.Mixed times(String name, Column column, boolean array) {
        List<@Nullable Object> cells = new ArrayList<>(column.size());
        for (int i = 0; i < column.size(); i++) {
            cells.add(
                    switch (column) {
                        case Column.Longs longs ->
                            PandasTime.ofNanos(longs.values().get(i));
                        case Column.Doubles doubles ->
                            time(name, doubles.values().get(i), array);
                        case Column.Booleans _ -> throw noTime(name, "bool");
                        case Column.Texts texts -> time(name, texts.values().get(i), array);
                        case Column.Mixed mixed -> time(name, mixed.values().get(i), array);
                    });
        }
        return new Column.Mixed(cells);
    }

    private static @Nullable Object time(String name, @Nullable Object value, boolean array) {
        return switch (value) {
            case null -> null;
            case Double number -> number.isNaN() ? null : PandasTime.ofNanos(number.longValue());
            case Long number -> PandasTime.ofNanos(number);
            case LocalDateTime same -> same;
            case String text -> text.isEmpty() ? null : parsed(name, text, array);
            case Boolean _ -> throw noTime(name, "bool");
            case Map<?, ?> _ -> throw noTime(name, "dict");
            default -> throw noTime(name, "list");
        };
    }

    private static Object parsed(String name, String text, boolean array) {
        PandasTime time = PandasTime.find(text)
                .orElseThrow(() -> InvalidInput.unconvertible(
                        name,
                        TIME,
                        "DateParseError",
                        "Unknown datetime string format, unable to parse: " + InvalidInput.shown(text)));
        if (time.zoned() && !array) {
            throw InvalidInput.schema(
                    "Please ensure that the input data of datetime column only contains timezone-naive"
                            + " datetime objects. Error: column %s has a time zone".formatted(name));
        }
        return array ? time.utc() : time.local();
    }

    private static InvalidInput noTime(String name, String what) {
        return InvalidInput.unconvertible(
                name, TIME, "TypeError", "<class '%s'> is not convertible to datetime".formatted(what));
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
