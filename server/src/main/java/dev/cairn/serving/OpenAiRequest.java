package dev.cairn.serving;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A request as OpenAI's clients send it: the name of an endpoint as `model`, and what its model is asked.
///
/// @param endpoint its name
/// @param body     as it came, without `model`: what one sends who names the endpoint in the path
@SuppressWarnings("ArrayRecordComponent") // made once, read once
record OpenAiRequest(String endpoint, byte[] body) {
    private static final String MODEL = "model";

    /// @throws ApiException if it is none, or names no endpoint
    static OpenAiRequest read(byte[] bytes) {
        try (JsonParser parser = Json.parser(bytes)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                @Nullable OpenAiRequest found = find(parser, bytes);
                if (found != null) {
                    return found;
                }
            }
        } catch (JacksonException malformed) {
            throw ApiException.badRequest("The request is no valid JSON: %s".formatted(malformed.getOriginalMessage()));
        }
        throw ApiException.badRequest("The request is to be an object of JSON with `model`, the name of an endpoint.");
    }

    private static @Nullable OpenAiRequest find(JsonParser parser, byte[] bytes) {
        int before = here(parser);
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            int start = start(parser);
            boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
            if (field.equals(MODEL) && isText) {
                String endpoint = parser.getString();
                int end = here(parser);
                boolean isLast = parser.nextName() == null;
                return new OpenAiRequest(
                        endpoint, isLast ? without(bytes, before, end) : without(bytes, start, start(parser)));
            }
            parser.skipChildren();
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                parser.finishToken(); // else it is not known where it ends
            }
            before = here(parser);
        }
        return null;
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
