package dev.cairn.protocol.secrets;

/// What somebody may do with a scope.
///
/// @param principal the name of a person or a group, the application id of a program, or `users` for everybody who uses
///                  the workspace
public record AclItem(String principal, AclPermission permission) {}
