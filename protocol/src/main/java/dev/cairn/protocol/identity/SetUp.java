package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `POST session/set-up`: makes the first administrator, and signs the browser in.
///
/// @param token what the server printed when it started
public record SetUp(String token, String username, String password) {
    public SetUp {
        Require.text("token", token);
        Require.text("username", username);
        Require.text("password", password);
    }

    public record Response(User user) {}
}
