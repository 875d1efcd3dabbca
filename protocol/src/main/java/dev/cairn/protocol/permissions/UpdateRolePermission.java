package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;

/// `PATCH roles/permissions/update`: another level.
public record UpdateRolePermission(Long rolePermissionId, String permission) {
    public UpdateRolePermission {
        Require.present("role_permission_id", rolePermissionId);
        Require.text("permission", permission);
    }

    public record Response(RolePermission rolePermission) {}
}
