package dev.cairn.protocol.identity;

/// Why a program got no token (RFC 6749, section 5.2).
public record GrantError(String error, String errorDescription) {}
