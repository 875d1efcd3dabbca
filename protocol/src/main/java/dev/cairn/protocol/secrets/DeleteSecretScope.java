package dev.cairn.protocol.secrets;

import dev.cairn.protocol.Require;

/// `POST secrets/scopes/delete`: with all that it holds.
public record DeleteSecretScope(String scope) {
    public DeleteSecretScope {
        Require.text("scope", scope);
    }
}
