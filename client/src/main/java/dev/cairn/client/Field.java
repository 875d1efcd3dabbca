package dev.cairn.client;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
            Map<String, Object> json = new LinkedHashMap<>();
            if (!name.isEmpty()) {
                json.put("name", name);
            }
            json.put("type", "tensor");
            json.put("tensor-spec", Map.of("dtype", dtype, "shape", shape));
            return json;
        }
    }

    /// A column of a table.
    ///
    /// @param name       empty where columns count by position
    /// @param required   whether every row has a value in it
    /// @param isNumbered whether the name is a number, which pandas gives to columns without a name
    record Column(String name, FieldType type, boolean required, boolean isNumbered) implements Field {
        @Override
        public Map<String, Object> json() {
            Map<String, Object> json = type.json();
            if (!name.isEmpty()) {
                json.put("name", isNumbered ? (Object) Long.valueOf(name) : name);
            }
            json.put("required", required);
            return json;
        }
    }

    /// An array of numbers with a name.
    static Tensor tensor(String name, String dtype, long... shape) {
        return new Tensor(name, dtype, Arrays.stream(shape).boxed().toList());
    }

    /// A column of a table that every row has a value in.
    ///
    /// @param type a name that [FieldType.Simple] knows
    static Column column(String name, String type) {
        return column(name, FieldType.of(type));
    }

    /// A column of a table that every row has a value in.
    static Column column(String name, FieldType type) {
        return new Column(name, type, true, false);
    }

    /// A column that rows may miss.
    static Column optional(String name, FieldType type) {
        return new Column(name, type, false, false);
    }
}
