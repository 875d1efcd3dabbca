package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;

/// `POST roles/assign`: gives somebody a role.
public record AssignRole(String username, Long roleId) {
    public AssignRole {
        Require.text("username", username);
        Require.present("role_id", roleId);
    }

    public record Response(RoleAssignment assignment) {}
}
