package dev.cairn.protocol.secrets;

/// A scope, which holds secrets.
///
/// @param cairnPermission the most that the caller may do with it
public record SecretScope(String name, ScopeBackendType backendType, AclPermission cairnPermission) {}
