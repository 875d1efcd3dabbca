package dev.cairn.permissions;

import dev.cairn.access.Workspace;
import dev.cairn.protocol.permissions.Role;
import dev.cairn.protocol.permissions.RolePermission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of `roles`.
///
/// @param user whose own it is; null for one that may be given to anybody
record StoredRole(
        long id,
        Workspace workspace,
        String name,
        @Nullable String description,
        @Nullable Long user) {

    Role with(List<RolePermission> permissions) {
        return new Role(id, name, workspace.name(), description, permissions);
    }
}
