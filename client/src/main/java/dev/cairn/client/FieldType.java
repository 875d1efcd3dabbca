package dev.cairn.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Of which type the values of a column or a parameter are.
public sealed interface FieldType {
    /// Adds what a signature says of it.
    void addTo(Map<String, Object> json);

    /// A type without parts.
    ///
    /// @param name `boolean`, `integer`, `long`, `float`, `double`, `string`, `binary`, `datetime`, `any` or
    ///             `sparkml_vector`
    record Simple(String name) implements FieldType {
        private static final Set<String> NAMES = Set.of(
                "boolean",
                "integer",
                "long",
                "float",
                "double",
                "string",
                "binary",
                "datetime",
                "any",
                "sparkml_vector");

        public Simple {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("'%s' is no type of a signature; they are %s."
                        .formatted(name, NAMES.stream().sorted().toList()));
            }
        }

        @Override
        public void addTo(Map<String, Object> json) {
            json.put("type", name);
        }
    }

    /// A list of values of one type.
    record ListOf(FieldType items) implements FieldType {
        @Override
        public void addTo(Map<String, Object> json) {
            json.put("type", "array");
            json.put("items", items.json());
        }
    }

    /// Values of one type by keys of any name.
    record MapOf(FieldType values) implements FieldType {
        @Override
        public void addTo(Map<String, Object> json) {
            json.put("type", "map");
            json.put("values", values.json());
        }
    }

    /// Values by the names that are listed.
    record Structure(Map<String, Property> properties) implements FieldType {
        public Structure {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }

        @Override
        public void addTo(Map<String, Object> json) {
            Map<String, Object> all = new LinkedHashMap<>();
            properties.forEach((name, property) -> {
                Map<String, Object> one = property.type().json();
                one.put("required", property.required());
                all.put(name, one);
            });
            json.put("type", "object");
            json.put("properties", all);
        }
    }

    /// A value of a structure.
    record Property(FieldType type, boolean required) {}

    /// What a signature says of it.
    default Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        addTo(json);
        return json;
    }

    /// A type without parts, by its name.
    static FieldType of(String name) {
        return new Simple(name);
    }
}
