package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `POST session/create`: signs a browser in. The answer sets its cookie.
public record CreateSession(String username, String password) {
    public CreateSession {
        Require.text("username", username);
        Require.text("password", password);
    }

    public record Response(User user) {}
}
