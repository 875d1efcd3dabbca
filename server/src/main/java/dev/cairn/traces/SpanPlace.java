package dev.cairn.traces;

import dev.cairn.http.ApiException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where a span stands among those of its trace.
///
/// @param rank   0 for a root, 1 for others
/// @param start  nanoseconds since 1970
/// @param length UTF-16 units of its text
record SpanPlace(int rank, long start, long spanId, long length) {
    static final SpanPlace BEFORE_ALL = new SpanPlace(-1, 0, 0, 0);

    /// The token of the page behind this span.
    String token() {
        return Base64.getUrlEncoder()
                .encodeToString((rank + ":" + start + ":" + spanId).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static SpanPlace after(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return BEFORE_ALL;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), java.nio.charset.StandardCharsets.UTF_8)
                    .split(":", -1);
            if (parts.length == 3) {
                return new SpanPlace(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), 0);
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw ApiException.invalid("Invalid page token: take it from next_page_token of the page before.");
    }
}
