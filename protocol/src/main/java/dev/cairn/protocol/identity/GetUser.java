package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `GET users/get`: one's own account, or for administrators anybody's.
public record GetUser(String username) {
    public GetUser {
        Require.text("username", username);
    }

    public record Response(User user) {}
}
