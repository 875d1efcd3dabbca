package dev.cairn.protocol.permissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.Require;
import java.util.List;

/// `GET roles/users/list`: who has a role.
public record ListRoleUsers(Long roleId) {
    public ListRoleUsers {
        Require.present("role_id", roleId);
    }

    public record Response(@JsonInclude List<RoleAssignment> assignments) {}
}
