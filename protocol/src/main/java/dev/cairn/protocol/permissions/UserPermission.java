package dev.cairn.protocol.permissions;

/// What somebody may do by one of their roles.
public record UserPermission(
        long roleId,
        String roleName,
        String workspace,
        String resourceType,
        String resourcePattern,
        String permission) {}
