package dev.cairn.secrets;

import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.http.Audited;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.secrets.CreateSecretScope;
import dev.cairn.protocol.secrets.DeleteSecret;
import dev.cairn.protocol.secrets.DeleteSecretAcl;
import dev.cairn.protocol.secrets.DeleteSecretScope;
import dev.cairn.protocol.secrets.GetSecret;
import dev.cairn.protocol.secrets.GetSecretAcl;
import dev.cairn.protocol.secrets.ListSecretAcls;
import dev.cairn.protocol.secrets.ListSecretScopes;
import dev.cairn.protocol.secrets.ListSecrets;
import dev.cairn.protocol.secrets.PutSecret;
import dev.cairn.protocol.secrets.PutSecretAcl;

/// The routes of secrets. Who may do what stands in the list of each scope, which the rules ask ([Gate]).
final class SecretsApi {
    private SecretsApi() {}

    static void register(Routes routes, Scopes scopes, Acls acls, Values values) {
        Permission own = Permission.signedIn();
        Routes.Api api = routes.api("2.0/secrets");
        api.post("scopes/create", Permission.create(Resource.SECRET_SCOPE), CreateSecretScope.class, scopes::create);
        api.post("scopes/delete", own, DeleteSecretScope.class, scopes::delete);
        api.get("scopes/list", own, ListSecretScopes.class, scopes::list);
        api.post("acls/put", own, PutSecretAcl.class, acls::put);
        api.post("acls/delete", own, DeleteSecretAcl.class, acls::delete);
        api.get("acls/get", own, GetSecretAcl.class, acls::get);
        api.get("acls/list", own, ListSecretAcls.class, acls::list);
        api.keyless(Method.POST, "put", own, PutSecret.class, values::put);
        api.post("delete", own, DeleteSecret.class, values::delete);
        api.get("list", own, ListSecrets.class, values::list);
        api.audited(Audited.READS).get("get", own, GetSecret.class, values::get);
    }
}
