package dev.cairn.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/// The `signature` of an `MLmodel`: three texts that each hold a JSON list.
final class SignatureJson {
    /// Python writes and reads `NaN` as it is.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    private SignatureJson() {}

    /// The signature of a model, null if it declares nothing.
    static @Nullable Map<String, Object> of(MlModel model) {
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("inputs", text(model.inputs().stream().map(Field::json).toList()));
        signature.put("outputs", text(model.outputs().stream().map(Field::json).toList()));
        signature.put(
                "params", text(model.params().stream().map(ModelParam::json).toList()));
        return signature.values().stream().anyMatch(Objects::nonNull) ? signature : null;
    }

    private static @Nullable String text(List<Map<String, Object>> list) {
        return list.isEmpty() ? null : JSON.writeValueAsString(list);
    }

    /// The three texts of a signature whose parts may be lists as well.
    static Map<String, Object> read(String json) {
        Map<String, Object> texts = new LinkedHashMap<>();
        try {
            Map<?, ?> signature = JSON.readValue(json, Map.class);
            signature.forEach((side, list) ->
                    texts.put(String.valueOf(side), list instanceof List<?> ? JSON.writeValueAsString(list) : list));
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("The signature is no JSON object.", unreadable);
        }
        return texts;
    }

    static List<Field> fields(Map<String, Object> signature, String side) {
        return list(signature, side, spec -> "tensor".equals(spec.get("type")) ? tensor(spec) : column(spec));
    }

    static List<ModelParam> params(Map<String, Object> signature) {
        return list(
                signature,
                "params",
                spec -> new ModelParam(
                        name(spec), type(spec), spec.get("default"), spec.get("shape") instanceof List<?>));
    }

    private static <T> List<T> list(Map<String, Object> signature, String name, Function<Map<String, Object>, T> read) {
        if (!(signature.get(name) instanceof String text)) {
            return List.of();
        }
        List<T> all = new ArrayList<>();
        try {
            for (Object spec : JSON.readValue(text, List.class)) {
                all.add(read.apply(YamlFile.dictionary(spec)));
            }
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("The signature's %s are no JSON list.".formatted(name), unreadable);
        }
        return all;
    }

    private static Field tensor(Map<String, Object> spec) {
        Map<String, Object> tensor = YamlFile.dictionary(spec.get("tensor-spec"));
        List<Long> shape = new ArrayList<>();
        if (tensor.get("shape") instanceof List<?> sizes) {
            sizes.forEach(size -> shape.add(size instanceof Number number ? number.longValue() : -1L));
        }
        return new Field.Tensor(name(spec), String.valueOf(tensor.get("dtype")), shape);
    }

    /// As MLflow reads it, a type with parts is optional where nothing is said.
    private static Field column(Map<String, Object> spec) {
        FieldType type = type(spec);
        boolean required = spec.get("required") instanceof Boolean said ? said : type instanceof FieldType.Simple;
        boolean isNumbered = spec.get("name") instanceof Integer;
        return new Field.Column(name(spec), type, required && !Boolean.TRUE.equals(spec.get("optional")), isNumbered);
    }

    private static FieldType type(Map<String, Object> spec) {
        String name = String.valueOf(spec.getOrDefault("type", spec.get("dtype")));
        if (name.equals("array")) {
            return new FieldType.ListOf(type(YamlFile.dictionary(spec.get("items"))));
        }
        if (name.equals("map")) {
            return new FieldType.MapOf(type(YamlFile.dictionary(spec.get("values"))));
        }
        if (!name.equals("object")) {
            return FieldType.of(name);
        }
        Map<String, FieldType.Property> properties = new LinkedHashMap<>();
        YamlFile.dictionary(spec.get("properties")).forEach((key, value) -> {
            Map<String, Object> property = YamlFile.dictionary(value);
            properties.put(
                    key, new FieldType.Property(type(property), !Boolean.FALSE.equals(property.get("required"))));
        });
        return new FieldType.Structure(properties);
    }

    private static String name(Map<String, Object> spec) {
        Object name = spec.get("name");
        return name == null ? "" : String.valueOf(name);
    }
}
