package dev.cairn.scoring;

import dev.cairn.scoring.text.PandasTime;
import dev.cairn.scoring.text.PythonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Holds the parameters of a request against those that the signature declares. What the request leaves out has its
/// default; what is not declared is ignored, as MLflow does.
final class ParamsEnforcement {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ParamsEnforcement() {}

    /// All declared parameters by name; none where none are declared, whatever came.
    static SequencedMap<String, JsonNode> enforce(List<ParamSpec> specs, JsonNode given) {
        SequencedMap<String, JsonNode> params = new LinkedHashMap<>();
        if (specs.isEmpty()) {
            return params;
        } else if (!given.isObject() && !given.isNull() && !given.isMissingNode()) {
            throw InvalidInput.params("Parameters must be a dictionary. Got type '%s'.".formatted(kind(given)));
        }
        Map<String, String> invalid = new LinkedHashMap<>();
        for (ParamSpec spec : specs) {
            JsonNode value = given.path(spec.name());
            try {
                params.put(spec.name(), value.isMissingNode() ? spec.defaultValue() : value(spec, value));
            } catch (NestedEnforcement.Refused refused) {
                invalid.put(spec.name(), String.valueOf(refused.getMessage()));
            }
        }
        if (!invalid.isEmpty()) {
            throw InvalidInput.params(invalid.entrySet().stream()
                    .map(each ->
                            "(%s, %s)".formatted(PythonText.quoted(each.getKey()), PythonText.quoted(each.getValue())))
                    .collect(Collectors.joining(", ", "Invalid parameters found: {", "}")));
        }
        return params;
    }

    private static JsonNode value(ParamSpec spec, JsonNode value) {
        if (spec.array() && (!value.isArray() || !isFlat(value))) {
            throw new NestedEnforcement.Refused(
                    "Value must be a 1D array with shape (-1,) for param %s, received %s with ndim %d"
                            .formatted(spec, kind(value), dimensions(value)));
        }
        try {
            if (spec.type() instanceof ColumnType.Structure object) {
                NestedEnforcement.value(plain(value), object, true);
                return value;
            } else if (spec.type() instanceof DataType type) {
                return spec.array()
                        ? NODES.arrayNode()
                                .addAll(value.valueStream()
                                        .map(each -> scalar(each, type))
                                        .toList())
                        : scalar(value, type);
            }
            return value;
        } catch (NestedEnforcement.Refused refused) {
            throw new NestedEnforcement.Refused(
                    "Failed to validate type and shape for %s, error: %s".formatted(spec, refused.getMessage()));
        }
    }

    private static JsonNode scalar(JsonNode value, DataType type) {
        if (value.isNull()) {
            return value;
        } else if (type == DataType.DATETIME) {
            if (value.isString() && PandasTime.find(value.asString()).isPresent()) {
                return value;
            }
            throw new NestedEnforcement.Refused(
                    "Failed to convert value `%s` from type `<class '%s'>` to `DataType.datetime`"
                            .formatted(shown(value), kind(value)));
        } else if (value.isContainer()) {
            throw new NestedEnforcement.Refused(
                    "Value must be a scalar for type `DataType.%s`, got `%s`".formatted(type, shown(value)));
        }
        boolean whole = value.isIntegralNumber();
        boolean fits = switch (type) {
            case BOOLEAN -> value.isBoolean();
            case INTEGER, LONG -> whole;
            case FLOAT, DOUBLE -> value.isNumber();
            case STRING -> value.isString();
            case BINARY, DATETIME -> false;
        };
        if (!fits) {
            throw new NestedEnforcement.Refused("Can not safely convert `<class '%s'>` to `DataType.%s` for value `%s`"
                    .formatted(kind(value), type, shown(value)));
        }
        boolean toFloat = whole && (type == DataType.FLOAT || type == DataType.DOUBLE);
        return toFloat ? NODES.numberNode(value.asDouble()) : value;
    }

    private static boolean isFlat(JsonNode list) {
        return list.valueStream().noneMatch(JsonNode::isArray);
    }

    private static int dimensions(JsonNode value) {
        int dimensions = 0;
        for (JsonNode inner = value; inner.isArray(); inner = inner.path(0)) {
            dimensions++;
        }
        return dimensions;
    }

    private static String shown(JsonNode value) {
        return InvalidInput.shown(value.isString() ? value.asString() : PythonText.printed(value));
    }

    private static String kind(JsonNode value) {
        return Cells.kind(plain(value));
    }

    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                node.forEach(element -> list.add(plain(element)));
                yield list;
            }
            case BOOLEAN -> node.asBoolean();
            case NUMBER -> {
                if (node.isIntegralNumber()) {
                    yield node.canConvertToLong() ? (Object) node.asLong() : node.asBigInteger();
                }
                yield node.asDouble();
            }
            case STRING -> node.asString();
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }
}
