package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;

/// `DELETE roles/unassign`: takes a role from somebody.
public record UnassignRole(String username, Long roleId) {
    public UnassignRole {
        Require.text("username", username);
        Require.present("role_id", roleId);
    }
}
