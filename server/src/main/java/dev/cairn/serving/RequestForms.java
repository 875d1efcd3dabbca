package dev.cairn.serving;

import dev.cairn.hosting.ServedVersion;
import dev.cairn.scoring.ColumnSpec;
import dev.cairn.scoring.ColumnType;
import dev.cairn.scoring.DataType;
import dev.cairn.scoring.ParamSpec;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.Signature;
import dev.cairn.scoring.TensorSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The OpenAPI document of an endpoint: a path for all of it, as the entity with the greatest share takes requests, and
/// one for each entity, with what the signature of its model says.
final class RequestForms {
    private static final String JSON = "application/json";
    private static final String TYPE = "type";
    private static final Map<String, Object> ANYTHING = Map.of();

    /// One of these in a request makes it one that a model in Python is given as it came.
    private static final Set<String> OF_LANGUAGE_MODELS = Set.of("messages", "prompt", "input");

    private RequestForms() {}

    static Map<String, Object> of(String name, Traffic traffic, String server) {
        Map<String, Object> paths = new LinkedHashMap<>();
        Traffic.Share first = traffic.shares().stream()
                .max(Comparator.comparingInt(Traffic.Share::percentage))
                .orElseThrow();
        paths.put("/serving-endpoints/%s/invocations".formatted(name), path(first));
        for (Traffic.Share share : traffic.shares()) {
            paths.put("/serving-endpoints/%s/served-models/%s/invocations".formatted(name, share.name()), path(share));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of("title", name, "version", Long.toString(traffic.plan().configVersion())));
        document.put("servers", List.of(Map.of("url", server)));
        document.put("paths", paths);
        return document;
    }

    private static Map<String, Object> path(Traffic.Share share) {
        Optional<Bare> bare = Bare.of(share.served());
        Map<String, Object> body = Map.of(
                "required",
                true,
                "content",
                Map.of(JSON, Map.of("schema", request(share.served().signature(), bare))));
        return Map.of(
                "post",
                Map.of(
                        "summary",
                        "Predictions of version %s of %s"
                                .formatted(share.version(), share.entity().entityName()),
                        "requestBody",
                        body,
                        "responses",
                        Map.of(
                                "200",
                                Map.of("description", "Predictions", "content", answers(bare)),
                                "400",
                                Map.of("description", "The request does not fit the model"))));
    }

    private static Map<String, Object> answers(Optional<Bare> bare) {
        Map<String, Object> predictions = object(Map.of("predictions", ANYTHING), List.of("predictions"));
        Map<String, Object> schema = bare.<Map<String, Object>>map(
                        own -> Map.of("anyOf", List.of(predictions, own.answer())))
                .orElse(predictions);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(JSON, Map.of("schema", schema));
        if (bare.filter(Bare::isStreamable).isPresent()) {
            content.put("text/event-stream", Map.of("schema", Map.of(TYPE, "string")));
        }
        return content;
    }

    /// The forms of a chat model, an agent and their like: what it takes and gives as it stands.
    ///
    /// @param inputs       columns, that are the request's fields
    /// @param key          the one that makes a request such a one
    /// @param isStreamable whether it can answer in parts
    private record Bare(Signature signature, Schema.Columns inputs, String key, boolean isStreamable) {
        /// Empty of other models.
        static Optional<Bare> of(ServedVersion served) {
            if (served.computesHere() || !(served.signature().inputs() instanceof Schema.Columns inputs)) {
                return Optional.empty();
            }
            boolean isStreamable = served.model()
                    .findFlavor("python_function")
                    .filter(settings -> settings.path("streamable").asBoolean(false))
                    .isPresent();
            return inputs.columns().stream()
                    .map(ColumnSpec::name)
                    .filter(Objects::nonNull)
                    .filter(OF_LANGUAGE_MODELS::contains)
                    .findFirst()
                    .filter(_ -> areNamed(inputs))
                    .map(key -> new Bare(served.signature(), inputs, key, isStreamable));
        }

        Map<String, Object> request() {
            Map<String, Object> properties = new LinkedHashMap<>(properties(inputs, false));
            signature.params().forEach(param -> properties.putIfAbsent(param.name(), param(param)));
            if (isStreamable) {
                properties.putIfAbsent("stream", Map.of(TYPE, "boolean"));
            }
            List<String> required = new ArrayList<>(required(inputs));
            if (!required.contains(key)) {
                required.add(key);
            }
            return object(properties, required);
        }

        Map<String, Object> answer() {
            return signature.outputs() instanceof Schema.Columns outputs && areNamed(outputs) ? row(outputs) : ANYTHING;
        }
    }

    private static boolean areNamed(Schema.Columns columns) {
        return columns.columns().stream().allMatch(column -> column.name() != null);
    }

    private static Map<String, Object> request(Signature signature, Optional<Bare> bare) {
        List<Map<String, Object>> forms = new ArrayList<>();
        bare.map(Bare::request).ifPresent(forms::add);
        switch (signature.inputs()) {
            case Schema.Columns columns -> {
                boolean isNamed = areNamed(columns);
                forms.add(form("dataframe_split", split(columns), signature));
                if (isNamed) {
                    forms.add(form("dataframe_records", array(row(columns)), signature));
                    forms.add(form("instances", array(row(columns)), signature));
                }
                forms.add(form("inputs", isNamed ? byName(columns) : array(array(ANYTHING)), signature));
            }
            case Schema.Tensors tensors -> {
                forms.add(form("inputs", tensors(tensors), signature));
                forms.add(form("instances", array(ANYTHING), signature));
            }
            case Schema.Absent _ -> {
                for (String name : List.of("dataframe_split", "dataframe_records", "inputs", "instances")) {
                    forms.add(form(name, ANYTHING, signature));
                }
            }
        }
        return Map.of("oneOf", forms);
    }

    private static Map<String, Object> form(String name, Map<String, Object> data, Signature signature) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(name, data);
        if (!signature.params().isEmpty()) {
            Map<String, Object> params = new LinkedHashMap<>();
            signature.params().forEach(param -> params.put(param.name(), param(param)));
            properties.put("params", object(params, List.of()));
        }
        return object(properties, List.of(name));
    }

    private static Map<String, Object> param(ParamSpec param) {
        Map<String, Object> schema =
                new LinkedHashMap<>(param.array() ? array(type(param.type())) : type(param.type()));
        if (!param.defaultValue().isNull() && !param.defaultValue().isMissingNode()) {
            schema.put("default", param.defaultValue());
        }
        return schema;
    }

    private static Map<String, Object> split(Schema.Columns columns) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> names = columns.columns().stream()
                .map(ColumnSpec::name)
                .filter(Objects::nonNull)
                .toList();
        properties.put("columns", names.isEmpty() ? array(ANYTHING) : array(Map.of(TYPE, "string", "enum", names)));
        properties.put("index", array(ANYTHING));
        properties.put("data", array(array(ANYTHING)));
        return object(properties, List.of("data"));
    }

    private static Map<String, Object> row(Schema.Columns columns) {
        return named(columns, false);
    }

    private static Map<String, Object> byName(Schema.Columns columns) {
        return Map.of("oneOf", List.of(named(columns, true), array(row(columns))));
    }

    private static Map<String, Object> named(Schema.Columns columns, boolean isArrays) {
        return object(properties(columns, isArrays), required(columns));
    }

    private static Map<String, Object> properties(Schema.Columns columns, boolean isArrays) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (ColumnSpec column : columns.columns()) {
            String name = Objects.requireNonNull(column.name());
            properties.put(name, isArrays ? array(type(column.type())) : type(column.type()));
        }
        return properties;
    }

    private static List<String> required(Schema.Columns columns) {
        return columns.columns().stream()
                .filter(ColumnSpec::required)
                .map(ColumnSpec::name)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Map<String, Object> tensors(Schema.Tensors tensors) {
        List<TensorSpec> specs = tensors.tensors();
        if (specs.size() == 1 && specs.getFirst().name() == null) {
            return tensor(specs.getFirst());
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        specs.forEach(spec -> properties.put(Objects.requireNonNullElse(spec.name(), "input"), tensor(spec)));
        return object(properties, properties.keySet().stream().toList());
    }

    private static Map<String, Object> tensor(TensorSpec spec) {
        Map<String, Object> schema = switch (spec.type()) {
            case FLOAT32, FLOAT64 -> Map.of(TYPE, "number");
            case INT32, INT64 -> Map.of(TYPE, "integer");
            case BOOL -> Map.of(TYPE, "boolean");
            case TEXT -> Map.of(TYPE, "string");
            case ANY -> ANYTHING;
        };
        for (int i = spec.shape().size() - 1; i >= 0; i--) {
            int length = spec.shape().get(i);
            Map<String, Object> outer = new LinkedHashMap<>(array(schema));
            if (length >= 0) {
                outer.put("minItems", length);
                outer.put("maxItems", length);
            }
            schema = outer;
        }
        return schema;
    }

    private static Map<String, Object> type(ColumnType type) {
        return switch (type) {
            case DataType scalar -> scalar(scalar);
            case ColumnType.Array(ColumnType items) -> array(type(items));
            case ColumnType.Mapping(ColumnType values) -> Map.of(TYPE, "object", "additionalProperties", type(values));
            case ColumnType.Structure structure -> {
                Map<String, Object> properties = new LinkedHashMap<>();
                List<String> required = new ArrayList<>();
                structure.properties().forEach((name, property) -> {
                    properties.put(name, type(property.type()));
                    if (property.required()) {
                        required.add(name);
                    }
                });
                yield object(properties, required);
            }
            case ColumnType.Vector _ -> array(Map.of(TYPE, "number"));
            case ColumnType.Any _ -> ANYTHING;
        };
    }

    private static Map<String, Object> scalar(DataType type) {
        return switch (type) {
            case BOOLEAN -> Map.of(TYPE, "boolean");
            case INTEGER -> Map.of(TYPE, "integer", "format", "int32");
            case LONG -> Map.of(TYPE, "integer", "format", "int64");
            case FLOAT -> Map.of(TYPE, "number", "format", "float");
            case DOUBLE -> Map.of(TYPE, "number", "format", "double");
            case STRING -> Map.of(TYPE, "string");
            case BINARY -> Map.of(TYPE, "string", "format", "byte");
            case DATETIME -> Map.of(TYPE, "string", "format", "date-time");
        };
    }

    private static Map<String, Object> array(Map<String, Object> items) {
        return Map.of(TYPE, "array", "items", items);
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(TYPE, "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }
}
