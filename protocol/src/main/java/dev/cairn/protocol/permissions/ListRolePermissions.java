package dev.cairn.protocol.permissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.Require;
import java.util.List;

/// `GET roles/permissions/list`.
public record ListRolePermissions(Long roleId) {
    public ListRolePermissions {
        Require.present("role_id", roleId);
    }

    public record Response(@JsonInclude List<RolePermission> rolePermissions) {}
}
