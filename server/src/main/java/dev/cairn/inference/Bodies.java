package dev.cairn.inference;

import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// Reads what was sent to models as Python clients write it, with numbers that JSON does not have.
final class Bodies {
    /// The field of a request that has names of columns beside rows.
    static final String SPLIT = "dataframe_split";

    /// The fields of a request that have rows by themselves.
    static final List<String> ROWS = List.of("dataframe_records", "instances", "inputs");

    /// The field of an answer.
    static final String PREDICTIONS = "predictions";

    private static final int MAX_ID = 255;

    private Bodies() {}

    /// Empty for what is no JSON.
    static Optional<JsonNode> read(byte[] body) {
        try {
            return Optional.of(Json.readSent(body)).filter(tree -> !tree.isMissingNode());
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    static Optional<JsonNode> read(String body) {
        return read(body.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] write(JsonNode body) {
        return Json.writeAnswer(body);
    }

    /// Whether a field of a request has rows.
    static boolean hasRows(String field) {
        return field.equals(SPLIT) || ROWS.contains(field);
    }

    /// The `client_request_id` of a request in JSON, if it has one.
    static Optional<String> clientRequestId(String body) {
        if (!body.contains("client_request_id")) {
            return Optional.empty();
        }
        try (JsonParser parser = Json.sentParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("client_request_id") && value == JsonToken.VALUE_STRING) {
                    return Optional.of(parser.getString()).filter(id -> id.length() <= MAX_ID);
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }
}
