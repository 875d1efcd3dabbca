package dev.cairn.protocol.catalog;

/// A header that goes with a URL.
public record UrlHeader(String name, String value) {}
