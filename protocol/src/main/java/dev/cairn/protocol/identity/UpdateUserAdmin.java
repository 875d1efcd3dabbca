package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `PATCH users/update-admin`: makes somebody an administrator, or no longer.
public record UpdateUserAdmin(String username, Boolean isAdmin) {
    public UpdateUserAdmin {
        Require.text("username", username);
        Require.present("is_admin", isAdmin);
    }
}
