package dev.cairn.artifacts;

import java.util.Map;

/// A URL that carries its own permission.
///
/// @param url     one that begins with a slash is of this server
/// @param headers what must be sent with it
public record SignedUrl(String url, Map<String, String> headers) {
    public SignedUrl(String url) {
        this(url, Map.of());
    }
}
