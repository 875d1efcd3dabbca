package dev.cairn.evaluation;

import dev.cairn.http.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a record of a data set comes from: `{"source_type": …, "source_data": {…}}`.
record RecordSource(ObjectNode json) {
    private static final List<String> TYPES = List.of("UNSPECIFIED", "TRACE", "HUMAN", "DOCUMENT", "CODE");
    private static final Set<String> FIELDS = Set.of("source_type", "source_data");

    /// A source as it is stored.
    static RecordSource of(String text) {
        return new RecordSource(JsonText.object("source", text));
    }

    /// A source as a client sends it, in the form that is stored.
    static RecordSource checked(String path, JsonNode sent) {
        if (!(sent instanceof ObjectNode source) || !FIELDS.containsAll(source.propertyNames())) {
            throw ApiException.invalid(path + " must be an object with source_type and source_data");
        }
        JsonNode data = source.path("source_data");
        if (!data.isObject() && !data.isNull() && !data.isMissingNode()) {
            throw ApiException.invalid(path + ".source_data must be an object");
        }
        ObjectNode json = JsonText.newObject().put("source_type", type(source.path("source_type")));
        json.set("source_data", data.isObject() ? data : JsonText.newObject());
        return new RecordSource(json);
    }

    private static String type(JsonNode sent) {
        String type = sent.isString() ? sent.stringValue().toUpperCase(Locale.ROOT) : sent.toString();
        if (!TYPES.contains(type)) {
            throw ApiException.invalid("Invalid dataset record source type: %s. Valid source types: ['%s']"
                    .formatted(type, String.join("', '", TYPES)));
        }
        return type;
    }

    /// Adds the source and what it is looked up by.
    void putInto(ObjectNode parent) {
        parent.set("source", json);
        String type = json.path("source_type").asString();
        JsonNode id = json.path("source_data").path(type.equals("TRACE") ? "trace_id" : "source_id");
        if (id.isString()) {
            parent.put("source_id", id.stringValue());
        }
        parent.put("source_type", type);
    }
}
