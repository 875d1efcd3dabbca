package dev.cairn.scoring;

import dev.cairn.scoring.text.PandasTime;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Holds the cells of a column against a type that is made of others. As everywhere here, what loses nothing is
/// converted: whole numbers where an array holds doubles.
final class NestedEnforcement {
    private final String column;
    private final ColumnType type;

    NestedEnforcement(String column, ColumnType type) {
        this.column = column;
        this.type = type;
    }

    Column.Mixed enforce(Column cells, boolean required) {
        List<@Nullable Object> values = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            try {
                values.add(value(Cells.value(cells, i), type, required));
            } catch (Refused refused) {
                throw InvalidInput.unconvertible(
                        column, type.toString(), "MlflowException", String.valueOf(refused.getMessage()));
            }
        }
        return new Column.Mixed(values);
    }

    /// What is wrong with one value, without the column that it is in.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    static @Nullable Object value(@Nullable Object value, ColumnType type, boolean required) {
        return switch (type) {
            case DataType scalar -> scalar(value, scalar, required);
            case ColumnType.Array array -> array(value, array.items(), required);
            case ColumnType.Vector _ -> array(value, DataType.DOUBLE, required);
            case ColumnType.Structure object -> object(value, object, required);
            case ColumnType.Mapping map -> map(value, map.values(), required);
            case ColumnType.Any _ -> value;
        };
    }

    private static @Nullable Object scalar(@Nullable Object value, DataType type, boolean required) {
        if (value == null && !required) {
            return null;
        } else if (value == null || value instanceof Map || Cells.isList(value)) {
            throw new Refused("Expected data to be scalar, got " + Cells.kind(value));
        }
        Object converted = converted(value, type);
        if (converted == null) {
            throw new Refused("Failed to enforce schema of data `%s` with dtype `%s`"
                    .formatted(InvalidInput.shown(String.valueOf(value)), type.kind()));
        }
        return converted;
    }

    private static @Nullable Object converted(Object value, DataType type) {
        return switch (type) {
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case LONG -> value instanceof Long ? value : null;
            case INTEGER -> value instanceof Long number && number.intValue() == number ? value : null;
            case FLOAT -> value instanceof Number number ? (double) number.floatValue() : null;
            case DOUBLE -> value instanceof Number number ? number.doubleValue() : null;
            case STRING, BINARY -> value instanceof String ? value : null;
            case DATETIME ->
                value instanceof LocalDateTime
                        ? value
                        : value instanceof String text
                                ? PandasTime.find(text).map(PandasTime::utc).orElse(null)
                                : null;
        };
    }

    private static @Nullable Object array(@Nullable Object value, ColumnType items, boolean required) {
        boolean any = items instanceof ColumnType.Any;
        if ((!required || any)
                && (value == null || (Cells.isList(value) && Cells.list(value).isEmpty()))) {
            return value;
        } else if (!Cells.isList(value)) {
            throw new Refused("Expected data to be list or numpy array, got " + Cells.kind(value));
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (Object element : Cells.list(value)) {
            elements.add(items instanceof DataType scalar ? element(element, scalar) : value(element, items, required));
        }
        return Cells.packed(elements);
    }

    /// An element of a list of scalars, which may miss where its type knows missing values.
    private static @Nullable Object element(@Nullable Object value, DataType type) {
        boolean mayMiss = switch (type) {
            case FLOAT, DOUBLE, STRING, DATETIME, BOOLEAN -> true;
            case INTEGER, LONG, BINARY -> false;
        };
        if (value == null && mayMiss) {
            return null;
        }
        Object converted = value == null ? null : converted(value, type);
        if (converted == null) {
            throw new Refused("Incompatible input types for column . Can not safely convert %s to %s."
                    .formatted(numpy(value), type.elements().numpyName()));
        }
        return converted;
    }

    private static String numpy(@Nullable Object value) {
        return switch (value) {
            case null -> "float64";
            case Boolean _ -> "bool";
            case Long _ -> "int64";
            case Number _ -> "float64";
            case String _ -> "str";
            default -> "object";
        };
    }

    private static @Nullable Object object(@Nullable Object value, ColumnType.Structure type, boolean required) {
        if (!required && (value == null || (value instanceof Map<?, ?> map && map.isEmpty()))) {
            return value;
        }
        if (!(value instanceof Map<?, ?> given)) {
            throw new Refused("Failed to enforce schema of '%s' with type '%s'. Expected data to be dictionary, got %s"
                    .formatted(
                            InvalidInput.shown(value instanceof String text ? text : Cells.printed(value)),
                            type,
                            Cells.kind(value)));
        }
        Map<String, @Nullable Object> values = Cells.map(given);
        TreeSet<String> missing = new TreeSet<>();
        type.properties().forEach((name, property) -> {
            if (property.required() && !values.containsKey(name)) {
                missing.add(name);
            }
        });
        if (!missing.isEmpty()) {
            throw new Refused("Missing required properties: " + set(missing));
        }
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(type.properties().keySet());
        if (!unknown.isEmpty()) {
            throw new Refused("Invalid properties not defined in the schema found: " + set(unknown));
        }
        type.properties().forEach((name, property) -> {
            if (values.containsKey(name)) {
                try {
                    values.put(name, value(values.get(name), property.type(), property.required()));
                } catch (Refused _) {
                    throw new Refused("Failed to enforce schema for key `%s`. Expected type %s, received type %s"
                            .formatted(name, property.type().kind(), Cells.kind(values.get(name))));
                }
            }
        });
        return values;
    }

    private static @Nullable Object map(@Nullable Object value, ColumnType type, boolean required) {
        boolean any = type instanceof ColumnType.Any;
        if ((!required || any) && (value == null || (value instanceof Map<?, ?> map && map.isEmpty()))) {
            return value;
        }
        if (!(value instanceof Map<?, ?> given)) {
            throw new Refused("Expected data to be a dict, got " + Cells.kind(value));
        }
        Map<String, @Nullable Object> values = Cells.map(given);
        values.replaceAll((_, each) -> value(each, type, required));
        return values;
    }

    private static String set(Set<String> names) {
        return names.stream().map(Cells::printed).collect(Collectors.joining(", ", "{", "}"));
    }
}
