package dev.cairn.protocol.permissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.Require;
import java.util.List;

/// `GET roles/users/list`: who has a role.
public record ListRoleUsers(Long roleId) {
    public ListRoleUsers {
        Require.present("role_id", roleId);
    }

    /// People and programs by their numbers, and groups.
    ///
    /// @param groups Cairn's own: the names of the groups that have it
    public record Response(@JsonInclude List<RoleAssignment> assignments, List<String> groups) {}
}
