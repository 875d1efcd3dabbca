package dev.cairn.identity;

import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.http.Exchange;
import dev.cairn.permissions.Permissions;

/// Which workspace a request is about: the one that MLflow's header names, or else the default one.
record AskedWorkspace(Database database) {
    private static final String HEADER = "X-MLFLOW-WORKSPACE";

    Workspace of(Exchange exchange) {
        return exchange.header(HEADER)
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals(Workspace.DEFAULT.name()))
                .map(this::named)
                .orElse(Workspace.DEFAULT);
    }

    private Workspace named(String name) {
        return database.read(tx -> Permissions.workspace(tx, name));
    }
}
