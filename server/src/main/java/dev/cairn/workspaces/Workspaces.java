package dev.cairn.workspaces;

import static dev.cairn.access.Resource.SERVER;

import dev.cairn.access.Permission;
import dev.cairn.db.Database;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.workspaces.CreateWorkspace;
import dev.cairn.protocol.workspaces.DeleteWorkspace;
import dev.cairn.protocol.workspaces.GetStorage;
import dev.cairn.protocol.workspaces.GetWorkspace;
import dev.cairn.protocol.workspaces.ListWorkspaces;
import dev.cairn.protocol.workspaces.UpdateStorage;
import dev.cairn.protocol.workspaces.UpdateWorkspace;
import java.io.IOException;
import java.time.InstantSource;

/// The one public door of workspaces.
public final class Workspaces {
    private static final String JSON = "application/json";

    private final WorkspaceRules rules;
    private final WorkspaceDeletion deletion;
    private final WorkspaceStorage storage;

    public Workspaces(Database database, InstantSource clock) {
        rules = new WorkspaceRules(database);
        storage = new WorkspaceStorage(database, rules);
        deletion = new WorkspaceDeletion(database, clock);
    }

    /// Adds the routes of workspaces. A new one answers 201, a deleted one 204, as MLflow does.
    public void register(Routes routes) {
        Routes.Api api = routes.api("3.0/mlflow");
        Permission own = Permission.signedIn();
        Permission admin = Permission.manage(SERVER);
        api.get("workspaces", own, ListWorkspaces.class, rules::list);
        api.raw(Method.POST, "workspaces", admin, CreateWorkspace.class, this::create);
        api.get("workspaces/{workspace_name}", own, GetWorkspace.class, rules::get);
        api.patch("workspaces/{workspace_name}", own, UpdateWorkspace.class, rules::update);
        Routes.Api cairn = routes.api("3.0/cairn");
        cairn.get("workspaces/{workspace_name}/storage", own, GetStorage.class, storage::get);
        cairn.patch("workspaces/{workspace_name}/storage", admin, UpdateStorage.class, storage::update);
        api.raw(Method.DELETE, "workspaces/{workspace_name}", admin, DeleteWorkspace.class, this::delete);
    }

    private void create(Exchange exchange) throws IOException {
        CreateWorkspace request = Json.read(exchange.jsonBody(), CreateWorkspace.class);
        exchange.send(201, JSON, Json.write(rules.create(request)));
    }

    private void delete(Exchange exchange) throws IOException {
        deletion.delete(new DeleteWorkspace(
                exchange.pathParameter("workspace_name"), exchange.query("mode").orElse(null)));
        exchange.send(204, JSON, new byte[0]);
    }
}
