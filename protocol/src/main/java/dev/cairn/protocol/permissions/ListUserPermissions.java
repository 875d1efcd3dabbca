package dev.cairn.protocol.permissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.Require;
import java.util.List;

/// `GET users/permissions/list`: what somebody's roles give, as far as the caller may know of them.
public record ListUserPermissions(String username) {
    public ListUserPermissions {
        Require.text("username", username);
    }

    public record Response(boolean isAdmin, @JsonInclude List<UserPermission> permissions) {}
}
