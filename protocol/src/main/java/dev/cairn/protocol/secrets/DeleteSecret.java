package dev.cairn.protocol.secrets;

import dev.cairn.protocol.Require;

/// `POST secrets/delete`.
public record DeleteSecret(String scope, String key) {
    public DeleteSecret {
        Require.text("scope", scope);
        Require.text("key", key);
    }
}
