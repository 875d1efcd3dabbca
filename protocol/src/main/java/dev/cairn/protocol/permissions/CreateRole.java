package dev.cairn.protocol.permissions;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST roles/create`: adds a role to a workspace, which gives nothing yet.
public record CreateRole(
        String name, String workspace, @Nullable String description) {
    public CreateRole {
        Require.text("name", name);
        Require.text("workspace", workspace);
    }

    public record Response(Role role) {}
}
