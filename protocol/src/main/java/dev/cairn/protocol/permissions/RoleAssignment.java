package dev.cairn.protocol.permissions;

/// That somebody has a role.
public record RoleAssignment(long id, long userId, long roleId) {}
