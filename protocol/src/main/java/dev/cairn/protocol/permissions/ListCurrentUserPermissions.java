package dev.cairn.protocol.permissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// `GET users/current/permissions`: what the caller's own roles give.
public record ListCurrentUserPermissions() {
    public record Response(boolean isAdmin, @JsonInclude List<UserPermission> permissions) {}
}
