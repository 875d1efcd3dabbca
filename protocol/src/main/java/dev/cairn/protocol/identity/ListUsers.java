package dev.cairn.protocol.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.permissions.Role;
import java.util.List;

/// `GET users/list`: every account, by name.
public record ListUsers() {
    public record Response(List<Listed> users) {}

    /// A [User] with their roles.
    public record Listed(
            long id,
            String username,
            boolean isAdmin,
            @JsonInclude List<Role> roles) {}
}
