package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `DELETE sessions/delete`: signs one of the caller's browsers out.
public record DeleteSession(String sessionId) {
    public DeleteSession {
        Require.text("session_id", sessionId);
    }
}
