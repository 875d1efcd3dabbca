package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;

/// `GET users/permissions/get`: what somebody may do with a thing, by all of their roles.
public record GetUserPermission(String username, String resourceType, String resourceId) {
    public GetUserPermission {
        Require.text("username", username);
        Require.text("resource_type", resourceType);
        Require.text("resource_id", resourceId);
    }

    public record Response(boolean allowed, String permission) {}
}
