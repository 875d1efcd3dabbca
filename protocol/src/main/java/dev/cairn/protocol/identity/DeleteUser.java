package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `DELETE users/delete`: ends an account, with its tokens and sessions.
public record DeleteUser(String username) {
    public DeleteUser {
        Require.text("username", username);
    }
}
