package dev.cairn.scoring;

import dev.cairn.scoring.text.PythonText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The values of cells that are more than scalars: lists (or tensors, where all rows are of one length) and maps.
public final class Cells {
    private Cells() {}

    /// A list as a tensor where it is one; else the list itself.
    public static Object packed(List<@Nullable Object> list) {
        ColumnBuilder values = new ColumnBuilder();
        List<Integer> shape = new ArrayList<>();
        return fill(list, 0, shape, values) && Tensor.count(shape) == values.size()
                ? new Tensor(shape, values.build())
                : list;
    }

    private static boolean fill(List<@Nullable Object> list, int depth, List<Integer> shape, ColumnBuilder values) {
        if (shape.size() == depth) {
            shape.add(list.size());
        } else if (shape.get(depth) != list.size()) {
            return false;
        }
        boolean leaves = list.stream().noneMatch(Cells::isList);
        if (leaves) {
            boolean deepest = shape.size() == depth + 1;
            list.forEach(value -> add(value, values));
            return deepest && list.stream().noneMatch(Map.class::isInstance);
        }
        return list.stream().allMatch(element -> isList(element) && fill(list(element), depth + 1, shape, values));
    }

    private static void add(@Nullable Object value, ColumnBuilder into) {
        switch (value) {
            case null -> into.addMissing();
            case Long number -> into.add(number.longValue());
            case Double number -> into.add(number.doubleValue());
            default -> into.addObject(value);
        }
    }

    /// Whether the value is a list, packed or not.
    static boolean isList(@Nullable Object value) {
        return value instanceof List || value instanceof Tensor;
    }

    /// The elements of a list, packed or not.
    static List<@Nullable Object> list(@Nullable Object value) {
        List<@Nullable Object> elements = new ArrayList<>();
        if (value instanceof List<?> list) {
            elements.addAll(list);
        } else if (value instanceof Tensor tensor && tensor.rank() > 0) {
            int size = tensor.shape().getFirst();
            int width = size == 0 ? 0 : tensor.values().size() / size;
            for (int i = 0; i < size; i++) {
                if (tensor.rank() == 1) {
                    elements.add(value(tensor.values(), i));
                } else {
                    ColumnBuilder row = new ColumnBuilder();
                    for (int k = 0; k < width; k++) {
                        row.add(tensor.values(), i * width + k);
                    }
                    elements.add(new Tensor(tensor.shape().subList(1, tensor.rank()), row.build()));
                }
            }
        }
        return elements;
    }

    /// One value of a column, null where it is missing.
    public static @Nullable Object value(Column column, int index) {
        return switch (column) {
            case Column.Longs longs -> longs.values().get(index);
            case Column.Doubles doubles -> {
                double value = doubles.values().get(index);
                yield Double.isNaN(value) ? null : value;
            }
            case Column.Booleans booleans -> booleans.values().get(index);
            case Column.Texts texts -> texts.values().get(index);
            case Column.Mixed mixed -> mixed.values().get(index);
        };
    }

    /// The class of a value in Python.
    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "NoneType";
            case Boolean _ -> "bool";
            case Long _, BigInteger _ -> "int";
            case Number _ -> "float";
            case String _ -> "str";
            case Map<?, ?> _ -> "dict";
            default -> "list";
        };
    }

    /// A value as Python prints it.
    static String printed(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean truth -> truth ? "True" : "False";
            case Double number -> PythonText.number(number);
            case String text -> PythonText.quoted(text);
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> printed(entry.getKey()) + ": " + printed(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Object list
            when isList(list) -> list(list).stream().map(Cells::printed).collect(Collectors.joining(", ", "[", "]"));
            default -> String.valueOf(value);
        };
    }

    /// A copy of a map, for its values to be changed.
    static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
