package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.catalog.CatalogInfo;
import dev.cairn.protocol.catalog.CreateCatalog;
import dev.cairn.protocol.catalog.DeleteCatalog;
import dev.cairn.protocol.catalog.GetCatalog;
import dev.cairn.protocol.catalog.ListCatalogs;
import dev.cairn.protocol.catalog.UpdateCatalog;
import dev.cairn.search.Page;
import dev.cairn.search.PageToken;
import java.util.Map;

/// Catalogs: the first of the three names of a model.
final class Catalogs {
    private final Database database;
    private final Things things;
    private final Places places;

    Catalogs(Database database, Things things, Places places) {
        this.database = database;
        this.things = things;
        this.places = places;
    }

    /// A new one has a schema in it.
    CatalogInfo create(Caller caller, CreateCatalog request) {
        FullName name = FullName.of(request.name());
        return database.write(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen metastore = gate.metastore().needs(Privilege.CREATE_CATALOG);
            StoredSecurable catalog = things.add(gate, metastore, name, request.comment(), request.properties());
            things.add(gate, gate.find(name), name.child(Metastore.DEFAULT_SCHEMA), null, Map.of());
            return info(catalog);
        });
    }

    CatalogInfo get(Caller caller, GetCatalog request) {
        return database.read(
                tx -> info(new Gate(tx, caller).find(name(request.name())).thing()));
    }

    ListCatalogs.Response list(Caller caller, ListCatalogs request) {
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            Page<StoredSecurable> page = new SeenQuery(tx, caller)
                    .page(
                            SeenQuery.Asked.of(Securable.CATALOG, "", request.nameContains()),
                            offset,
                            Things.page(request.maxResults()));
            return new ListCatalogs.Response(
                    page.rows().stream().map(Catalogs::info).toList(), page.next());
        });
    }

    CatalogInfo update(Caller caller, UpdateCatalog request) {
        FullName name = name(request.name());
        return database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen seen = gate.find(name).needsManage();
            things.change(gate, seen, request.comment(), request.properties(), request.owner());
            places.rename(gate, seen, request.newName());
            return info(new SecurableStore(tx).get(seen.thing().id()));
        });
    }

    Empty delete(Caller caller, DeleteCatalog request) {
        return database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            places.delete(gate, gate.find(name(request.name())).needsManage(), Boolean.TRUE.equals(request.force()));
            return Empty.EMPTY;
        });
    }

    private static FullName name(String text) {
        return FullName.parse(Securable.CATALOG, text);
    }

    private static CatalogInfo info(StoredSecurable thing) {
        return new CatalogInfo(
                thing.name(),
                thing.fullName(),
                Securable.CATALOG.wireName(),
                "MANAGED_CATALOG",
                "OPEN",
                thing.comment(),
                thing.properties(),
                thing.owner(),
                Metastore.ID,
                Metastore.time(thing.createdAt()),
                Metastore.named(thing.createdBy()),
                Metastore.time(thing.updatedAt()),
                Metastore.named(thing.updatedBy()));
    }
}
