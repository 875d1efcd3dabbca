package dev.cairn.protocol.secrets;

import dev.cairn.protocol.Require;
import java.util.List;

/// `GET secrets/acls/list`: who may do what with a scope. Whoever manages the workspace may do everything, and is not
/// in it.
public record ListSecretAcls(String scope) {
    public ListSecretAcls {
        Require.text("scope", scope);
    }

    public record Response(List<AclItem> items) {
        public Response {
            items = Require.listOrEmpty(items);
        }
    }
}
