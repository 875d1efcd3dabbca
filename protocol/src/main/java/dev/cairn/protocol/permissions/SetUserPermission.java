package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST permissions/set`: lets one person do this with a thing, whatever was granted to them on it before.
///
/// @param groupName the group that is meant in place of a user
public record SetUserPermission(
        @Nullable String username,
        String resourceType,
        String resourceId,
        String permission,
        @Nullable String groupName) {
    public SetUserPermission {
        if (groupName == null) {
            Require.text("username", username);
        }
        Require.text("resource_type", resourceType);
        Require.text("resource_id", resourceId);
        Require.text("permission", permission);
    }
}
