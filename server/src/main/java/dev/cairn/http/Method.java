package dev.cairn.http;

/// The HTTP methods that routes are declared for.
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
}
