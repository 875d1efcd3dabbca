package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH users/update-password`: another password. All browsers of the account are signed out.
///
/// @param currentPassword needed by who changes their own
public record UpdateUserPassword(
        String username, String password, @Nullable String currentPassword) {
    public UpdateUserPassword {
        Require.text("username", username);
        Require.text("password", password);
    }
}
