package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;

/// `POST permissions/set`: lets one person do this with a thing, whatever was granted to them on it before.
public record SetUserPermission(String username, String resourceType, String resourceId, String permission) {
    public SetUserPermission {
        Require.text("username", username);
        Require.text("resource_type", resourceType);
        Require.text("resource_id", resourceId);
        Require.text("permission", permission);
    }
}
