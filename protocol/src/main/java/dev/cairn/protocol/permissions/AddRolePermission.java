package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;

/// `POST roles/permissions/add`.
public record AddRolePermission(Long roleId, String resourceType, String resourcePattern, String permission) {
    public AddRolePermission {
        Require.present("role_id", roleId);
        Require.text("resource_type", resourceType);
        Require.text("resource_pattern", resourcePattern);
        Require.text("permission", permission);
    }

    public record Response(RolePermission rolePermission) {}
}
