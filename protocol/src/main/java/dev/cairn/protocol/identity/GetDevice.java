package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `GET device/get`: the command line that waits with a code to be let in by the caller.
public record GetDevice(String userCode) {
    public GetDevice {
        Require.text("user_code", userCode);
    }

    /// What it tells of itself, and from where it asks.
    ///
    /// @param client    what it calls itself
    /// @param createdAt when it began, in milliseconds since 1970
    public record Response(String userCode, String client, String address, long createdAt, long expiresAt) {}
}
