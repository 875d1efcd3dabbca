package dev.cairn.protocol.permissions;

/// That somebody has a role.
///
/// @param username Cairn's own
public record RoleAssignment(long id, long userId, long roleId, String username) {}
