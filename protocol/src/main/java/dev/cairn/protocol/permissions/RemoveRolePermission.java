package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;

/// `DELETE roles/permissions/remove`.
public record RemoveRolePermission(Long rolePermissionId) {
    public RemoveRolePermission {
        Require.present("role_permission_id", rolePermissionId);
    }
}
