package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;

/// `POST users/permissions/revoke`: takes back what was granted to one person.
public record RevokeUserPermission(String username, String resourceType, String resourceId) {
    public RevokeUserPermission {
        Require.text("username", username);
        Require.text("resource_type", resourceType);
        Require.text("resource_id", resourceId);
    }
}
