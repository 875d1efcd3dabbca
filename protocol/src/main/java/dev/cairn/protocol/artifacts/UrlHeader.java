package dev.cairn.protocol.artifacts;

/// A header that goes with a URL.
public record UrlHeader(String name, String value) {}
