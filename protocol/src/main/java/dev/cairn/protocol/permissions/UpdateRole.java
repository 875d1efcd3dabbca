package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH roles/update`: another name or description.
public record UpdateRole(
        Long roleId, @Nullable String name, @Nullable String description) {
    public UpdateRole {
        Require.present("role_id", roleId);
    }

    public record Response(Role role) {}
}
