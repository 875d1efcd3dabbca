package dev.cairn.client;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model takes or gives, as its signature names it.
public sealed interface Field {
    /// As it stands in an `MLmodel` file.
    Map<String, Object> json();

    /// An array of numbers.
    ///
    /// @param name  empty where there is but one, without a name
    /// @param dtype as NumPy calls it: `float32`, `float64`, `int64` …
    /// @param shape -1 where a dimension has any size, such as that of rows
    record Tensor(String name, String dtype, List<Long> shape) implements Field {
        public Tensor {
            shape = List.copyOf(shape);
        }

        @Override
        public Map<String, Object> json() {
            Map<String, Object> spec = Map.of("dtype", dtype, "shape", shape);
            return name.isEmpty()
                    ? Map.of("type", "tensor", "tensor-spec", spec)
                    : Map.of("name", name, "type", "tensor", "tensor-spec", spec);
        }
    }

    /// A column of a table.
    ///
    /// @param type `boolean`, `integer`, `long`, `float`, `double`, `string`, `binary` or `datetime`
    record Column(String name, String type) implements Field {
        @Override
        public Map<String, Object> json() {
            return Map.of("name", name, "type", type, "required", true);
        }
    }

    /// An array of numbers with a name.
    static Tensor tensor(String name, String dtype, long... shape) {
        return new Tensor(name, dtype, Arrays.stream(shape).boxed().toList());
    }

    /// A column of a table that every row has a value in.
    static Column column(String name, String type) {
        return new Column(name, type);
    }

    /// Fields as a signature holds them, null for none.
    static @Nullable String text(List<? extends Field> fields) {
        return fields.isEmpty()
                ? null
                : Json.text(fields.stream().map(Field::json).toList());
    }
}
