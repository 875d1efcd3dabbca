package dev.cairn.evaluation;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which fields the records of a data set have and of what type the first value of each was (of outputs that are no
/// objects, the last of a call): what clients know as the schema. Used by one thread.
final class FieldTypes {
    /// Fields beyond this many are left out.
    static final int MAX_FIELDS = 1_000;

    private static final String OUTPUTS = "outputs";

    private final ObjectNode json;

    private FieldTypes(ObjectNode json) {
        this.json = json;
    }

    static FieldTypes of(@Nullable String stored) {
        if (stored != null) {
            return new FieldTypes(JsonText.object("schema", stored));
        }
        ObjectNode json = JsonText.newObject();
        json.putObject("inputs");
        json.putObject(OUTPUTS);
        json.putObject("expectations");
        json.put("version", "1.0");
        return new FieldTypes(json);
    }

    /// Adds the fields of a record's part: its inputs, outputs or expectations.
    void add(String part, JsonNode value) {
        JsonNode known = json.path(part);
        if (value instanceof ObjectNode object && known instanceof ObjectNode fields) {
            object.properties().forEach(field -> add(fields, field.getKey(), typeName(field.getValue())));
        } else if (part.equals(OUTPUTS) && !value.isObject() && !value.isNull() && known.isEmpty()) {
            json.put(OUTPUTS, typeName(value));
        }
    }

    /// Adds what these others know.
    void addAll(FieldTypes others) {
        others.json.properties().forEach(part -> {
            if (part.getValue() instanceof ObjectNode added && json.path(part.getKey()) instanceof ObjectNode fields) {
                added.properties()
                        .forEach(field ->
                                add(fields, field.getKey(), field.getValue().asString()));
            } else if (json.path(part.getKey()).isObject()
                    && json.path(part.getKey()).isEmpty()) {
                json.set(part.getKey(), part.getValue());
            }
        });
    }

    private static void add(ObjectNode fields, String name, String type) {
        if (fields.size() < MAX_FIELDS) {
            fields.putIfAbsent(name, fields.stringNode(type));
        }
    }

    private static String typeName(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING, BINARY -> "string";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "float";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case NULL, MISSING -> "null";
        };
    }

    @Override
    public String toString() {
        return JsonText.write(json);
    }
}
