package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `POST users/create`: an account for somebody, who is no administrator.
public record CreateUser(String username, String password) {
    public CreateUser {
        Require.text("username", username);
        Require.text("password", password);
    }

    public record Response(User user) {}
}
