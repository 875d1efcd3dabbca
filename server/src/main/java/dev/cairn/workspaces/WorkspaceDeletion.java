package dev.cairn.workspaces;

import dev.cairn.access.Workspace;
import dev.cairn.artifacts.quota.Quotas;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseException;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.workspaces.DeleteWorkspace;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Ends a workspace, with what is said of who may do what there. What it holds stands in the way, goes to the default
/// workspace, or is deleted: experiments then lie in the trash of the default workspace and are restored or purged
/// like others; models, data sets and saved views are gone.
final class WorkspaceDeletion {
    /// Of the things in the way.
    private static final int MAX_TOLD = 20;

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
                delete(tx, name, mode);
                return true;
            });
        } catch (DatabaseException refused) {
            throw refused.isConstraint()
                    ? ApiException.busy(
                            "Something was made in the workspace '%s' or the default one just now: try again."
                                    .formatted(name))
                    : refused;
        }
    }

    private void delete(Transaction tx, String name, Mode mode) {
        Workspace workspace = Permissions.workspace(tx, name);
        EmptyingStore store = new EmptyingStore(tx, workspace.id());
        switch (mode) {
            case RESTRICT -> requireEmpty(store, name);
            case SET_DEFAULT -> requireFree(store, name);
            case CASCADE -> {
                store.deleteAll(name, clock.millis());
                Permissions.forgetNamed(tx, workspace);
            }
        }
        store.moveAll();
        Permissions.move(tx, workspace, Workspace.DEFAULT);
        store.delete();
        Quotas.ended(tx, workspace.id(), Workspace.DEFAULT.id());
        Permissions.forgetAll(tx);
    }

    private static void requireFree(EmptyingStore store, String name) {
        List<String> clashes = store.clashes(MAX_TOLD + 1);
        if (!clashes.isEmpty()) {
            throw ApiException.invalidState(
                    "The workspace '%s' has things of the same names as the default one: %s%s. Rename or delete them first."
                            .formatted(
                                    name,
                                    clashes.stream().limit(MAX_TOLD).collect(Collectors.joining(", ")),
                                    clashes.size() > MAX_TOLD ? ", …" : ""));
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
