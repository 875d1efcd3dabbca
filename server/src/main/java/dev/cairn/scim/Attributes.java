package dev.cairn.scim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads attributes, whose names are the same in capitals and in small letters.
final class Attributes {
    private Attributes() {}

    /// The name as the resource has it, or as it was asked for.
    static String name(JsonNode resource, String asked) {
        return resource.properties().stream()
                .map(Map.Entry::getKey)
                .filter(asked::equalsIgnoreCase)
                .findFirst()
                .orElse(asked);
    }

    static Optional<JsonNode> find(JsonNode resource, String name) {
        return resource.optional(name(resource, name)).filter(value -> !value.isNull());
    }

    static Optional<String> text(JsonNode resource, String name) {
        return find(resource, name).filter(value -> !value.isContainer()).map(JsonNode::asString);
    }

    /// All values at the end of a chain of names, those of each element of a list on the way.
    static Stream<JsonNode> values(JsonNode resource, List<String> names) {
        Stream<JsonNode> values = Stream.of(resource);
        for (String name : names) {
            values = values.flatMap(value -> find(value, name).stream()).flatMap(Attributes::elements);
        }
        return values;
    }

    static Stream<JsonNode> elements(JsonNode value) {
        return value instanceof ArrayNode array ? array.valueStream() : Stream.of(value);
    }

    /// What an element of a list is about, which stands in its `value`.
    static JsonNode simple(JsonNode value) {
        return value instanceof ObjectNode object ? find(object, "value").orElse(object) : value;
    }
}
