package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST roles/assign`: gives somebody a role.
///
/// @param groupName Cairn's own: the group that is meant in place of a user
public record AssignRole(
        @Nullable String username, Long roleId, @Nullable String groupName) {
    public AssignRole {
        if (groupName == null) {
            Require.text("username", username);
        }
        Require.present("role_id", roleId);
    }

    /// For a user.
    public AssignRole(String username, Long roleId) {
        this(username, roleId, null);
    }

    public record Response(RoleAssignment assignment) {}
}
