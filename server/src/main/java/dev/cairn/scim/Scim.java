package dev.cairn.scim;

import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.db.Database;
import dev.cairn.groups.Groups;
import dev.cairn.http.Endpoint;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.identity.Provisioning;

/// The one public door of SCIM.
public final class Scim {
    private final ScimApi api;

    public Scim(Database database, Provisioning accounts, Groups groups) {
        api = new ScimApi(new ScimRules(database, accounts, groups));
    }

    /// Adds the routes. Administrators of the server keep accounts and groups; everybody asks who they are themselves.
    public void register(Routes routes) {
        Routes.Api v2 = routes.api("2.0/preview/scim/v2");
        Permission own = Permission.signedIn();
        for (ResourceType type : ResourceType.values()) {
            resources(v2, type);
        }
        v2.raw(Method.GET, "Me", own, api.answering(api::me));
        v2.raw(Method.GET, "ServiceProviderConfig", own, api.answering(Discovery::config));
        v2.raw(Method.GET, "ResourceTypes", own, api.answering(Discovery::resourceTypes));
        v2.raw(Method.GET, "Schemas", own, api.answering(Discovery::schemas));
    }

    private void resources(Routes.Api v2, ResourceType type) {
        String one = type.path() + "/{id}";
        raw(v2, Method.GET, type.path(), exchange -> api.list(exchange, type));
        raw(v2, Method.POST, type.path(), exchange -> api.create(exchange, type));
        raw(v2, Method.GET, one, exchange -> api.get(exchange, type));
        raw(v2, Method.PUT, one, exchange -> api.replace(exchange, type));
        raw(v2, Method.PATCH, one, exchange -> api.patch(exchange, type));
        raw(v2, Method.DELETE, one, exchange -> api.delete(exchange, type));
    }

    private void raw(Routes.Api v2, Method method, String path, Endpoint.Stream stream) {
        v2.raw(method, path, Permission.manage(Resource.SERVER), api.answering(stream));
    }
}
