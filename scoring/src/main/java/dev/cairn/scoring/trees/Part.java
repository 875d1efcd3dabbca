package dev.cairn.scoring.trees;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value somewhere in a document of JSON or UBJSON: a map, a list, a `double[]` (any array of numbers or booleans),
/// a text, a `Double`, a `Boolean` or null. Whatever is asked of it and not there is a `BoosterFormatException` that
/// names its `path`.
record Part(String path, @Nullable Object value) {
    private static final double[] NO_NUMBERS = {};
    private static final int MAX_VALUES = 10_000_000;

    /// Bounds what a document takes in memory: its values, apart from the numbers in lists, whose bytes bound them.
    static void requireModest(int values) {
        if (values > MAX_VALUES) {
            throw new BoosterFormatException("has more than %d values".formatted(MAX_VALUES));
        }
    }

    boolean isMap() {
        return value instanceof Map;
    }

    boolean has(String name) {
        return value instanceof Map<?, ?> map && map.get(name) != null;
    }

    /// A field; a part without a value where there is none.
    Part get(String name) {
        String below = path.isEmpty() ? name : path + "." + name;
        return new Part(below, value instanceof Map<?, ?> map ? map.get(name) : null);
    }

    /// The elements of a list that holds more than numbers.
    List<Part> list() {
        return switch (value) {
            case List<?> list ->
                list.stream().map(each -> new Part(path + "[]", each)).toList();
            case double[] none when none.length == 0 -> List.of();
            case null, default -> throw wrong("a list");
        };
    }

    /// The number of elements of a list; 0 where there is none.
    int size() {
        return value instanceof List<?> list ? list.size() : 0;
    }

    double[] numbers() {
        if (value instanceof double[] numbers) {
            return numbers;
        }
        throw wrong("a list of numbers");
    }

    /// Numbers that may be missing from older files.
    double[] numbersOrNone() {
        return value == null ? NO_NUMBERS : numbers();
    }

    /// Whole numbers that fit into 32 bits.
    int[] integers() {
        double[] numbers = numbers();
        int[] integers = new int[numbers.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = integer(numbers[i]);
        }
        return integers;
    }

    List<String> texts() {
        return list().stream().map(Part::text).toList();
    }

    String text() {
        if (value instanceof String text) {
            return text;
        }
        throw wrong("a text");
    }

    String textOr(String otherwise) {
        return value == null ? otherwise : text();
    }

    /// A whole number, which XGBoost writes as a text.
    int integer() {
        return switch (value) {
            case Double number -> integer(number.doubleValue());
            case String text -> {
                try {
                    yield Integer.parseInt(text);
                } catch (NumberFormatException _) {
                    throw wrong("a whole number");
                }
            }
            case null, default -> throw wrong("a whole number");
        };
    }

    int integerOr(int otherwise) {
        return value == null ? otherwise : integer();
    }

    BoosterFormatException wrong(String expected) {
        String found = switch (value) {
            case null -> "nothing";
            case double[] numbers when numbers.length > 3 -> numbers.length + " numbers";
            case double[] numbers -> Arrays.toString(numbers);
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            case String text -> "'" + text.substring(0, Math.min(text.length(), 40)) + "'";
            default -> value.toString();
        };
        return new BoosterFormatException("has %s at '%s', where %s belongs".formatted(found, path, expected));
    }

    private int integer(double number) {
        int whole = (int) number;
        if (whole != number) {
            throw wrong("a whole number");
        }
        return whole;
    }
}
