package dev.cairn.protocol.secrets;

/// A scope, which holds secrets.
public record SecretScope(String name, ScopeBackendType backendType) {}
