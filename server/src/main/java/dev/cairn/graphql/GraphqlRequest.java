package dev.cairn.graphql;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A query and the values of its variables.
///
/// @param variables plain maps, lists, texts, numbers and truth values
record GraphqlRequest(
        String query,
        Map<String, Object> variables,
        @Nullable String operationName) {

    static GraphqlRequest read(byte[] body) {
        JsonNode json = Json.readTree(body);
        if (!json.isObject()) {
            throw ApiException.badRequest("The request body must be a JSON object; batches of queries are not taken.");
        }
        return of(
                text(json.path("query")),
                json.path("variables"),
                json.path("operationName").asString(null));
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : "";
    }

    static GraphqlRequest of(String query, JsonNode variables, @Nullable String operationName) {
        if (query.isBlank()) {
            throw ApiException.invalid("Missing value for required parameter 'query'.");
        }
        if (!variables.isObject() && !variables.isNull() && !variables.isMissingNode()) {
            throw ApiException.invalid("'variables' must be a JSON object.");
        }
        return new GraphqlRequest(query, map(variables), operationName);
    }

    private static Map<String, Object> map(JsonNode object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
        return map;
    }

    /// The depth of what it reads is bounded by the reader of JSON.
    @SuppressWarnings("NullAway") // GraphQL tells a variable that is null from one that is not there
    private static Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> map(node);
            case ARRAY -> node.valueStream().map(GraphqlRequest::plain).toList();
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            case STRING, BINARY -> node.asString();
            case NULL, MISSING -> null;
        };
    }
}
