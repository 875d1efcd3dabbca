package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.catalog.GetMetastore;
import dev.cairn.protocol.catalog.GetMetastoreAssignment;
import dev.cairn.protocol.catalog.GetMetastoreSummary;
import dev.cairn.protocol.catalog.ListMetastores;
import dev.cairn.protocol.catalog.MetastoreInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What all catalogs of a server lie in, whichever workspace one comes from.
final class Metastore {
    /// By which the platform's clients know it.
    static final String ID = "00000000-0000-4000-8000-00000000ca12";

    static final String DEFAULT_CATALOG = "main";

    /// The schema that each catalog has from the beginning.
    static final String DEFAULT_SCHEMA = "default";

    private static final String PRIVILEGES = "1.0";

    private final Database database;

    Metastore(Database database) {
        this.database = database;
    }

    /// Somebody at work on the registry's own records of the catalogue's models, after it was asked whether they may.
    static Caller at(Caller caller) {
        return new Caller(
                caller.user(), caller.isAdmin(), Workspace.CATALOGUE, Rights.ALL, Permission.signedIn(), caller.via());
    }

    MetastoreInfo summary(Caller caller, GetMetastoreSummary request) {
        return database.read(tx -> info(new Gate(tx, caller).metastore().thing()));
    }

    ListMetastores.Response list(Caller caller, ListMetastores request) {
        return new ListMetastores.Response(List.of(summary(caller, new GetMetastoreSummary())), null);
    }

    MetastoreInfo get(Caller caller, GetMetastore request) {
        requireThis(request.id());
        return summary(caller, new GetMetastoreSummary());
    }

    /// The same for all workspaces.
    GetMetastoreAssignment.Response assignment(Caller caller, GetMetastoreAssignment request) {
        return new GetMetastoreAssignment.Response(caller.workspace().id(), ID, DEFAULT_CATALOG);
    }

    static void requireThis(String id) {
        if (!id.equals(ID)) {
            throw ApiException.missing("Metastore '%s' does not exist.".formatted(id));
        }
    }

    private static MetastoreInfo info(StoredSecurable thing) {
        return new MetastoreInfo(
                ID,
                "cairn:local:" + ID,
                thing.name(),
                thing.owner(),
                "cairn",
                "local",
                PRIVILEGES,
                time(thing.createdAt()),
                named(thing.createdBy()),
                time(thing.updatedAt()),
                named(thing.updatedBy()));
    }

    /// A time, null for that of what was there from the beginning.
    static @Nullable Long time(long millis) {
        return millis == 0 ? null : millis;
    }

    /// By whom, null for what was there from the beginning.
    static @Nullable String named(String by) {
        return by.isEmpty() ? null : by;
    }
}
