package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;

/// `DELETE roles/delete`: takes a role from all who have it, for good.
public record DeleteRole(Long roleId) {
    public DeleteRole {
        Require.present("role_id", roleId);
    }
}
