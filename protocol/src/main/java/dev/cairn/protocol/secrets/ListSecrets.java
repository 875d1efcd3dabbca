package dev.cairn.protocol.secrets;

import dev.cairn.protocol.Require;
import java.util.List;

/// `GET secrets/list`: the secrets of a scope by their keys, without values.
public record ListSecrets(String scope) {
    public ListSecrets {
        Require.text("scope", scope);
    }

    public record Response(List<SecretMetadata> secrets) {
        public Response {
            secrets = Require.listOrEmpty(secrets);
        }
    }
}
