package dev.cairn.protocol.secrets;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET secrets/acls/get`.
public record GetSecretAcl(String scope, String principal) implements AnsweredWith<AclItem> {
    public GetSecretAcl {
        Require.text("scope", scope);
        Require.text("principal", principal);
    }
}
