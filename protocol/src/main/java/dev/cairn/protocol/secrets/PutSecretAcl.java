package dev.cairn.protocol.secrets;

import dev.cairn.protocol.Require;

/// `POST secrets/acls/put`: what somebody may do with a scope, in the place of what they might before.
public record PutSecretAcl(String scope, String principal, AclPermission permission) {
    public PutSecretAcl {
        Require.text("scope", scope);
        Require.text("principal", principal);
        Require.present("permission", permission);
    }
}
