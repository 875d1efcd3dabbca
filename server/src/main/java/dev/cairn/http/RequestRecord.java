package dev.cairn.http;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Builds the request record of a route from its query, its body and its path.
final class RequestRecord<Q> {
    private final Class<Q> type;
    private final Set<String> lists;

    RequestRecord(Class<Q> type) {
        this.type = type;
        this.lists = Arrays.stream(type.getRecordComponents())
                .filter(component -> Collection.class.isAssignableFrom(component.getType()))
                .map(RecordComponent::getName)
                .map(RequestRecord::snakeCase)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// From a JSON body; fields that the path names are taken from the path.
    Q fromBody(byte[] body, Map<String, String> path) {
        ObjectNode fields = Json.object(body);
        path.forEach(fields::put);
        return Json.read(fields, type);
    }

    /// From query parameters; a repeated parameter fills a list.
    Q fromQuery(Map<String, List<String>> query, Map<String, String> path) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        query.forEach((name, values) -> {
            if (lists.contains(snakeCase(name))) {
                ArrayNode array = fields.putArray(name);
                values.forEach(array::add);
            } else {
                fields.put(name, values.isEmpty() ? "" : values.getFirst());
            }
        });
        path.forEach(fields::put);
        return Json.read(fields, type);
    }

    static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
