package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `DELETE servicePrincipals/{id}/credentials/secrets/{secret_id}`: ends a secret and the tokens that were got with it.
public record DeleteClientSecret(Long servicePrincipalId, String secretId) {
    public DeleteClientSecret {
        Require.present("service_principal_id", servicePrincipalId);
        Require.text("secret_id", secretId);
    }
}
