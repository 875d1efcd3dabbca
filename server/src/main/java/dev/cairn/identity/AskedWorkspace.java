package dev.cairn.identity;

import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.http.Exchange;
import dev.cairn.permissions.Permissions;

/// Which workspace a request is about: the one that MLflow's header names, the one that its address does, since nobody
/// gives headers to the pictures, files and streams of a page, or else the default one.
record AskedWorkspace(Database database) {
    private static final String HEADER = "X-MLFLOW-WORKSPACE";
    private static final String PARAMETER = "x_mlflow_workspace";

    Workspace of(Exchange exchange) {
        return exchange.header(HEADER)
                .or(() -> exchange.query(PARAMETER))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals(Workspace.DEFAULT.name()))
                .map(this::named)
                .orElse(Workspace.DEFAULT);
    }

    private Workspace named(String name) {
        return database.read(tx -> Permissions.workspace(tx, name));
    }
}
