package dev.cairn.protocol.permissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET users/roles/list`: somebody's roles, as far as the caller may know of them.
///
/// @param groupName Cairn's own: the group that is meant in place of a user
public record ListUserRoles(
        @Nullable String username, @Nullable String groupName) {
    public ListUserRoles {
        if (groupName == null) {
            Require.text("username", username);
        }
    }

    /// Of a user.
    public ListUserRoles(String username) {
        this(username, null);
    }

    public record Response(@JsonInclude List<Role> roles) {}
}
