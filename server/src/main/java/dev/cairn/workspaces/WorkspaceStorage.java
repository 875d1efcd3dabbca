package dev.cairn.workspaces;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.artifacts.quota.Quotas;
import dev.cairn.artifacts.quota.Storage;
import dev.cairn.config.ByteSize;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.workspaces.GetStorage;
import dev.cairn.protocol.workspaces.GetWorkspace;
import dev.cairn.protocol.workspaces.UpdateStorage;
import org.jspecify.annotations.Nullable;

/// What workspaces may use of the artifact store: whoever sees one sees that, and administrators of the server say it.
final class WorkspaceStorage {
    private final Database database;
    private final WorkspaceRules rules;

    WorkspaceStorage(Database database, WorkspaceRules rules) {
        this.database = database;
        this.rules = rules;
    }

    GetStorage.Response get(Caller caller, GetStorage request) {
        rules.get(caller, new GetWorkspace(request.workspaceName()));
        return database.read(tx -> told(tx, Permissions.workspace(tx, request.workspaceName())));
    }

    GetStorage.Response update(Caller caller, UpdateStorage request) {
        Long quota = quota(request.quota());
        return database.write(tx -> {
            Workspace workspace = Permissions.workspace(tx, request.workspaceName());
            Quotas.set(tx, workspace.id(), quota);
            return told(tx, workspace);
        });
    }

    private static @Nullable Long quota(String text) {
        if (text.equals("default")) {
            return null;
        }
        try {
            return ByteSize.setting("`quota`", text).orElse(Storage.NONE);
        } catch (IllegalArgumentException noSize) {
            throw ApiException.invalid(
                    "`quota` is a size such as 500m, 20g or 2t, or off for no bound, or default for the server's; not '%s'."
                            .formatted(text));
        }
    }

    private static GetStorage.Response told(Transaction tx, Workspace workspace) {
        Storage storage = Quotas.storage(tx, workspace.id());
        boolean isBounded = storage.quota() != null;
        return new GetStorage.Response(
                storage.quota(),
                storage.own(),
                storage.defaults(),
                isBounded ? storage.used() : null,
                storage.reserved(),
                isBounded && storage.measuredAt() > 0 ? storage.measuredAt() : null);
    }
}
