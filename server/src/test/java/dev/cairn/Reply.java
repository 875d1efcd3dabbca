package dev.cairn;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An HTTP response as it came over the socket.
///
/// @param headers by lower-case name
/// @param body    without chunk marks; shorter than announced when the connection ended
@SuppressWarnings("ArrayRecordComponent") // nobody compares replies
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {
    private static final JsonMapper JSON = new JsonMapper();

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /// The text of a field of the JSON body, empty if it is not there.
    public String field(String name) {
        return json().path(name).asString("");
    }

    public String errorCode() {
        return field("error_code");
    }

    public String message() {
        return field("message");
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}
