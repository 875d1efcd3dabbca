package dev.cairn.protocol.secrets;

import dev.cairn.protocol.Require;
import java.util.List;

/// `GET secrets/scopes/list`: those that the caller may read, by name.
public record ListSecretScopes() {
    public record Response(List<SecretScope> scopes) {
        public Response {
            scopes = Require.listOrEmpty(scopes);
        }
    }
}
