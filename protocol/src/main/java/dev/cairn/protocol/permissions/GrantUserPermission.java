package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;

/// `POST users/permissions/grant`: lets one person do something with a thing.
public record GrantUserPermission(String username, String resourceType, String resourceId, String permission) {
    public GrantUserPermission {
        Require.text("username", username);
        Require.text("resource_type", resourceType);
        Require.text("resource_id", resourceId);
        Require.text("permission", permission);
    }
}
