package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.catalog.CreateSchema;
import dev.cairn.protocol.catalog.DeleteSchema;
import dev.cairn.protocol.catalog.GetSchema;
import dev.cairn.protocol.catalog.ListSchemas;
import dev.cairn.protocol.catalog.SchemaInfo;
import dev.cairn.protocol.catalog.UpdateSchema;
import dev.cairn.search.Page;
import dev.cairn.search.PageToken;

/// Schemas: the second of the three names of a model.
final class Schemas {
    private final Database database;
    private final Things things;
    private final Places places;

    Schemas(Database database, Things things, Places places) {
        this.database = database;
        this.things = things;
        this.places = places;
    }

    SchemaInfo create(Caller caller, CreateSchema request) {
        FullName name = FullName.of(request.catalogName(), request.name());
        return database.write(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen catalog = gate.find(name.parent()).needs(Privilege.CREATE_SCHEMA);
            return info(things.add(gate, catalog, name, request.comment(), request.properties()));
        });
    }

    SchemaInfo get(Caller caller, GetSchema request) {
        return database.read(
                tx -> info(new Gate(tx, caller).find(name(request.fullName())).thing()));
    }

    ListSchemas.Response list(Caller caller, ListSchemas request) {
        FullName catalog = FullName.of(request.catalogName());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            new Gate(tx, caller).find(catalog);
            Page<StoredSecurable> page = new SeenQuery(tx, caller)
                    .page(
                            SeenQuery.Asked.of(Securable.SCHEMA, catalog.toString(), request.nameContains()),
                            offset,
                            Things.page(request.maxResults()));
            return new ListSchemas.Response(
                    page.rows().stream().map(Schemas::info).toList(), page.next());
        });
    }

    SchemaInfo update(Caller caller, UpdateSchema request) {
        FullName name = name(request.fullName());
        return database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen seen = gate.find(name).needsManage();
            things.change(gate, seen, request.comment(), request.properties(), request.owner());
            places.rename(gate, seen, request.newName());
            return info(new SecurableStore(tx).get(seen.thing().id()));
        });
    }

    Empty delete(Caller caller, DeleteSchema request) {
        return database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            places.delete(
                    gate, gate.find(name(request.fullName())).needsManage(), Boolean.TRUE.equals(request.force()));
            return Empty.EMPTY;
        });
    }

    private static FullName name(String text) {
        return FullName.parse(Securable.SCHEMA, text);
    }

    private static SchemaInfo info(StoredSecurable thing) {
        return new SchemaInfo(
                thing.name(),
                FullName.parse(Securable.SCHEMA, thing.fullName()).catalog(),
                thing.fullName(),
                Long.toString(thing.id()),
                "MANAGED_CATALOG",
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
