package dev.cairn.protocol.permissions;

/// A level on a thing, or on all of a kind, that a role gives.
///
/// @param resourceType    such as `experiment`
/// @param resourcePattern an id or a name, or `*`
/// @param permission      READ, USE, EDIT, MANAGE or DENY
public record RolePermission(long id, long roleId, String resourceType, String resourcePattern, String permission) {}
