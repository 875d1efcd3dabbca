package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST users/permissions/grant`: lets one person do something with a thing.
///
/// @param groupName Cairn's own: the group that is meant in place of a user
public record GrantUserPermission(
        @Nullable String username,
        String resourceType,
        String resourceId,
        String permission,
        @Nullable String groupName) {
    public GrantUserPermission {
        if (groupName == null) {
            Require.text("username", username);
        }
        Require.text("resource_type", resourceType);
        Require.text("resource_id", resourceId);
        Require.text("permission", permission);
    }

    /// For a user.
    public GrantUserPermission(String username, String resourceType, String resourceId, String permission) {
        this(username, resourceType, resourceId, permission, null);
    }
}
