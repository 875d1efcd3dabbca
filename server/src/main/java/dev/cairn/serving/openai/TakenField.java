package dev.cairn.serving.openai;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A text that was taken out of an object of JSON.
///
/// @param rest the object as it came, without the field
@SuppressWarnings("ArrayRecordComponent") // made once, read once
record TakenField(String value, byte[] rest) {
    /// The first field of a name that is a text; empty too if it is no object.
    ///
    /// @throws ApiException if it is no JSON up to there
    static Optional<TakenField> find(String name, byte[] bytes) {
        try (JsonParser parser = Json.parser(bytes)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? find(name, parser, bytes) : Optional.empty();
        } catch (JacksonException malformed) {
            throw ApiException.badRequest("The request is no valid JSON: %s".formatted(malformed.getOriginalMessage()));
        }
    }

    private static Optional<TakenField> find(String name, JsonParser parser, byte[] bytes) {
        int before = here(parser);
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            int start = start(parser);
            boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
            if (field.equals(name) && isText) {
                String value = parser.getString();
                int end = here(parser);
                boolean isLast = parser.nextName() == null;
                return Optional.of(new TakenField(
                        value, isLast ? without(bytes, before, end) : without(bytes, start, start(parser))));
            }
            parser.skipChildren();
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                parser.finishToken(); // else it is not known where it ends
            }
            before = here(parser);
        }
        return Optional.empty();
    }

    private static int start(JsonParser parser) {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    private static int here(JsonParser parser) {
        return Math.toIntExact(parser.currentLocation().getByteOffset());
    }

    private static byte[] without(byte[] bytes, int from, int to) {
        if (from < 0 || to < from) { // of bytes in another encoding than UTF-8
            throw ApiException.badRequest("The request is to be JSON in UTF-8.");
        }
        byte[] rest = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, rest, 0, from);
        System.arraycopy(bytes, to, rest, from, bytes.length - to);
        return rest;
    }
}
