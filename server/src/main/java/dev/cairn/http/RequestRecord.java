package dev.cairn.http;

import dev.cairn.protocol.FromHeader;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Builds the request record of a route from its query, its body, its path and headers.
final class RequestRecord<Q> {
    private final Class<Q> type;
    private final Set<String> lists;
    private final Map<String, String> headers;

    RequestRecord(Class<Q> type) {
        this.type = type;
        this.lists = Arrays.stream(type.getRecordComponents())
                .filter(component -> Collection.class.isAssignableFrom(component.getType()))
                .map(RecordComponent::getName)
                .map(RequestRecord::snakeCase)
                .collect(Collectors.toUnmodifiableSet());
        this.headers = headers(type);
    }

    /// The headers that fill fields of a record, by these.
    static Map<String, String> headers(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(FromHeader.class))
                .collect(Collectors.toUnmodifiableMap(
                        component -> snakeCase(component.getName()),
                        component -> component.getAnnotation(FromHeader.class).value()));
    }

    /// What neither the query nor the body has: the fields that the path names, and those that
    /// come in headers.
    Map<String, String> around(Map<String, String> path, Function<String, Optional<String>> header) {
        if (headers.isEmpty()) {
            return path;
        }
        Map<String, String> all = new HashMap<>(path);
        headers.forEach((field, name) -> header.apply(name).ifPresent(value -> all.put(field, value)));
        return all;
    }

    /// From a JSON body; fields that come around it are taken from there.
    Q fromBody(byte[] body, Map<String, String> around) {
        ObjectNode fields = Json.object(body);
        around.forEach(fields::put);
        return Json.read(fields, type);
    }

    /// From query parameters; a repeated parameter fills a list.
    Q fromQuery(Map<String, List<String>> query, Map<String, String> around) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        query.forEach((name, values) -> {
            if (lists.contains(snakeCase(name))) {
                ArrayNode array = fields.putArray(name);
                values.forEach(array::add);
            } else {
                fields.put(name, values.isEmpty() ? "" : values.getFirst());
            }
        });
        around.forEach(fields::put);
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
