package dev.cairn.protocol.permissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.Require;
import java.util.List;

/// `GET roles/list`: the roles of some workspaces, or for administrators of all.
public record ListRoles(List<String> workspace) {
    public ListRoles {
        workspace = Require.listOrEmpty(workspace);
    }

    public record Response(@JsonInclude List<Role> roles) {}
}
