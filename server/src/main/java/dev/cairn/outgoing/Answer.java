package dev.cairn.outgoing;

import java.util.Map;
import java.util.Optional;

/// What came back.
///
/// @param headers by their names in lower case; of several of one name the last
/// @param body    its beginning, as UTF-8
public record Answer(int status, Map<String, String> headers, String body) {
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
