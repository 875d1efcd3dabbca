package dev.cairn.protocol.permissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.Require;
import java.util.List;

/// `GET users/roles/list`: somebody's roles, as far as the caller may know of them.
public record ListUserRoles(String username) {
    public ListUserRoles {
        Require.text("username", username);
    }

    public record Response(@JsonInclude List<Role> roles) {}
}
