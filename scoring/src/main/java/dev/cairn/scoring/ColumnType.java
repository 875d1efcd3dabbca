package dev.cairn.scoring;

import dev.cairn.scoring.text.PythonText;
import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The type of a column, a property or a parameter in a signature: a `DataType`, or one made of others. Its text is
/// the one that MLflow prints.
public sealed interface ColumnType permits DataType, ColumnType.Nested {

    /// What scorers are given for it.
    default ElementType elements() {
        return ElementType.ANY;
    }

    /// MLflow's name of the kind: `double`, `array`, `object` …
    String kind();

    /// A type of cells that hold more than a scalar.
    sealed interface Nested extends ColumnType {}

    /// A list of values of one type.
    record Array(ColumnType items) implements Nested {
        @Override
        public String kind() {
            return "array";
        }

        @Override
        public String toString() {
            return "Array(%s)".formatted(items);
        }
    }

    /// A dictionary of which each key has its own type, in the order of the keys' letters.
    record Structure(SequencedMap<String, Property> properties) implements Nested {
        public Structure {
            properties = Collections.unmodifiableSequencedMap(new TreeMap<>(properties));
        }

        @Override
        public String kind() {
            return "object";
        }

        @Override
        public String toString() {
            return properties.entrySet().stream()
                    .map(property -> "%s: %s".formatted(property.getKey(), property.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /// A value of an object, which may be left out where it is not required.
    record Property(ColumnType type, boolean required) {
        @Override
        public String toString() {
            return "%s (%s)".formatted(type, required ? "required" : "optional");
        }
    }

    /// A dictionary whose values are of one type, whatever its keys.
    record Mapping(ColumnType values) implements Nested {
        @Override
        public String kind() {
            return "map";
        }

        @Override
        public String toString() {
            return "Map(str -> %s%s)".formatted(values instanceof DataType ? "DataType." : "", values);
        }
    }

    /// Anything, null too.
    record Any() implements Nested {
        @Override
        public String kind() {
            return "any";
        }

        @Override
        public String toString() {
            return "Any";
        }
    }

    /// A list of doubles, as Spark's machine learning has them.
    record Vector() implements Nested {
        @Override
        public String kind() {
            return "sparkml_vector";
        }

        @Override
        public String toString() {
            return "SparkML vector";
        }
    }

    /// A named column as MLflow prints it.
    static String printed(ColumnSpec column) {
        String type = "%s (%s)".formatted(column.type(), column.required() ? "required" : "optional");
        return column.name() == null ? type : PythonText.quoted(column.name()) + ": " + type;
    }
}
