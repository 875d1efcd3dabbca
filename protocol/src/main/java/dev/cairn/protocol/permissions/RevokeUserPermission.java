package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST users/permissions/revoke`: takes back what was granted to one person.
///
/// @param groupName Cairn's own: the group that is meant in place of a user
public record RevokeUserPermission(
        @Nullable String username,
        String resourceType,
        String resourceId,
        @Nullable String groupName) {
    public RevokeUserPermission {
        if (groupName == null) {
            Require.text("username", username);
        }
        Require.text("resource_type", resourceType);
        Require.text("resource_id", resourceId);
    }

    /// For a user.
    public RevokeUserPermission(String username, String resourceType, String resourceId) {
        this(username, resourceType, resourceId, null);
    }
}
