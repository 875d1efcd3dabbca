package dev.cairn.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A parameter that a request may give a model beside its rows.
///
/// @param defaultValue as JSON has it: times are ISO 8601
/// @param isList       whether it is a list of the type
public record ModelParam(
        String name, FieldType type, @Nullable Object defaultValue, boolean isList) {
    /// One value.
    public static ModelParam of(String name, String type, Object defaultValue) {
        return new ModelParam(name, FieldType.of(type), defaultValue, false);
    }

    /// As it stands in an `MLmodel` file.
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("default", defaultValue);
        json.put("shape", isList ? List.of(-1) : null);
        type.addTo(json);
        return json;
    }
}
