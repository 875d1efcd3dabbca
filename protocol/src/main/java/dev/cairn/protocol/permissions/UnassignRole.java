package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `DELETE roles/unassign`: takes a role from somebody.
///
/// @param groupName Cairn's own: the group that is meant in place of a user
public record UnassignRole(
        @Nullable String username, Long roleId, @Nullable String groupName) {
    public UnassignRole {
        if (groupName == null) {
            Require.text("username", username);
        }
        Require.present("role_id", roleId);
    }

    /// For a user.
    public UnassignRole(String username, Long roleId) {
        this(username, roleId, null);
    }
}
