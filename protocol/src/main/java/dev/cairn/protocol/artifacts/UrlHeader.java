package dev.cairn.protocol.artifacts;

import java.util.List;
import java.util.Map;

/// A header that goes with a URL.
public record UrlHeader(String name, String value) {
    /// Headers by their names, as a list.
    public static List<UrlHeader> of(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> new UrlHeader(header.getKey(), header.getValue()))
                .toList();
    }
}
