package dev.cairn.workspaces;

import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseException;
import dev.cairn.http.ApiException;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.workspaces.DeleteWorkspace;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Ends a workspace, with what is said of who may do what there. What it holds stands in the way, goes to the default
/// workspace, or is deleted: experiments then lie in the trash of the default workspace and are restored or purged
/// like others; models, data sets and saved views are gone.
final class WorkspaceDeletion {
    private final Database database;
    private final InstantSource clock;

    WorkspaceDeletion(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    void delete(DeleteWorkspace request) {
        Mode mode = Mode.of(request.mode());
        String name = request.workspaceName();
        if (name.equals(Workspace.DEFAULT.name())) {
            throw ApiException.invalidState("The 'default' workspace is reserved and cannot be deleted.");
        }
        try {
            database.write(tx -> {
                Workspace workspace = Permissions.workspace(tx, name);
                EmptyingStore store = new EmptyingStore(tx, workspace.id());
                switch (mode) {
                    case RESTRICT -> requireEmpty(store, name);
                    case CASCADE -> store.deleteAll(name, clock.millis());
                    case SET_DEFAULT -> {}
                }
                store.moveAll();
                store.delete();
                Permissions.forgetAll(tx);
                return true;
            });
        } catch (DatabaseException refused) {
            throw refused.isConstraint()
                    ? ApiException.invalidState(
                            "The workspace '%s' has things of the same names as the default one: rename or delete them first."
                                    .formatted(name))
                    : refused;
        }
    }

    private static void requireEmpty(EmptyingStore store, String name) {
        store.firstTableInUse().ifPresent(table -> {
            throw ApiException.invalidState(
                    "The workspace '%s' still has something in it (%s): delete that, or say mode=SET_DEFAULT to move it to the default workspace, mode=CASCADE to delete it."
                            .formatted(name, table));
        });
    }

    private enum Mode {
        RESTRICT,
        CASCADE,
        SET_DEFAULT;

        static Mode of(@Nullable String text) {
            String asked = text == null || text.isEmpty() ? RESTRICT.name() : text;
            return Arrays.stream(values())
                    .filter(mode -> mode.name().equals(asked))
                    .findFirst()
                    .orElseThrow(() -> ApiException.invalid(
                            "Invalid mode '%s': it is RESTRICT, CASCADE or SET_DEFAULT.".formatted(asked)));
        }
    }
}
