package dev.cairn.http;

import dev.cairn.access.Caller;
import java.util.Optional;
import java.util.function.Supplier;

/// A write that its client may repeat under a key.
///
/// @param route   the path of the route, as it stands in the route table
/// @param key     the client's name for the request, unique among those that it sends to this route
/// @param request the request record, by which repetitions are told from other requests
/// @param rule    does what is asked and returns the response record
public record KeyedCall(Caller caller, String route, String key, Object request, Supplier<Object> rule) {
    static final String HEADER = "Idempotency-Key";
    private static final int MAX_LENGTH = 255;

    /// The key in the value of its header, in the quotes of a structured field or without.
    static Optional<String> key(Optional<String> header) {
        return header.map(value -> {
            boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
            String key = quoted ? value.substring(1, value.length() - 1) : value;
            if (key.isEmpty() || key.length() > MAX_LENGTH || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw ApiException.invalid(
                        "The header Idempotency-Key must hold 1 to %d visible ASCII characters, such as a UUID."
                                .formatted(MAX_LENGTH));
            }
            return key;
        });
    }

    /// Within which a key means one request.
    public String scope() {
        return String.join("\n", caller.user(), route, key);
    }
}
