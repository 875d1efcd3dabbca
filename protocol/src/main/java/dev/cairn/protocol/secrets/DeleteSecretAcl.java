package dev.cairn.protocol.secrets;

import dev.cairn.protocol.Require;

/// `POST secrets/acls/delete`.
public record DeleteSecretAcl(String scope, String principal) {
    public DeleteSecretAcl {
        Require.text("scope", scope);
        Require.text("principal", principal);
    }
}
