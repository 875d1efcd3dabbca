package dev.cairn.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Texts as they stand in addresses and headers (RFC 3986): all but letters, digits and `-._~` as `%` with two digits
/// for each byte of UTF-8.
public final class PercentEncoding {
    private PercentEncoding() {}

    /// A name or a value.
    public static String of(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /// Names with slashes between them, which stay.
    public static String ofPath(String names) {
        return of(names).replace("%2F", "/");
    }
}
