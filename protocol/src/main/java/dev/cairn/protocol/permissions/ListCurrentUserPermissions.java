package dev.cairn.protocol.permissions;

import java.util.List;

/// `GET users/current/permissions`: what the caller's own roles give.
public record ListCurrentUserPermissions() {
    public record Response(boolean isAdmin, List<UserPermission> permissions) {}
}
