package dev.cairn.serving;

import dev.cairn.access.Workspace;
import dev.cairn.catalog.Catalog;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.serving.ListServingEvents.Kind;
import dev.cairn.protocol.serving.ServedEntity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The SQL of which versions answer behind endpoints, in which lineage finds them.
record ServedStore(Transaction tx) {
    private record Known(String entity, long model, long version) {}

    /// Keeps what answers now, and that it does where it did not before.
    ///
    /// @param versions of the entities of the configuration, in their order
    /// @return the versions of the entities in which others answered before
    Map<String, Long> replace(StoredEndpoint endpoint, StoredConfig config, List<String> versions, long now) {
        Map<String, Known> before = new HashMap<>();
        tx.query(
                        "SELECT entity, model, version FROM serving_versions WHERE endpoint = ?",
                        row -> new Known(row.getString("entity"), row.getLong("model"), row.getLong("version")),
                        endpoint.id())
                .forEach(known -> before.put(known.entity(), known));
        Map<String, Long> changed = new HashMap<>();
        List<ServedEntity> entities = config.config().servedEntities();
        for (int i = 0; i < entities.size(); i++) {
            String entity = Objects.requireNonNull(entities.get(i).name());
            long version = Long.parseLong(versions.get(i));
            Known known = before.remove(entity);
            Optional<Long> model =
                    model(endpoint, Objects.requireNonNull(entities.get(i).entityName()));
            if (model.isPresent() && !(known != null && known.model() == model.get() && known.version() == version)) {
                put(endpoint, entity, model.get(), version, now);
                if (known != null) {
                    changed.put(entity, version);
                }
                new EventStore(tx)
                        .add(
                                endpoint.id(),
                                EventStore.Happened.change(
                                        Kind.VERSION_SERVED,
                                        entity,
                                        known == null ? null : Long.toString(known.version()),
                                        versions.get(i)),
                                "",
                                now);
            }
        }
        before.keySet()
                .forEach(gone -> tx.update(
                        "DELETE FROM serving_versions WHERE endpoint = ? AND entity = ?", endpoint.id(), gone));
        return changed;
    }

    /// A model that answers behind an endpoint, as it is called now.
    ///
    /// @param made in milliseconds since 1970
    record Named(long endpoint, String entity, String model, long made) {}

    /// Those of all endpoints.
    List<Named> names() {
        return tx.query("""
                SELECT s.endpoint, s.entity, m.name, m.creation_time
                FROM serving_versions s JOIN registered_models m ON m.id = s.model
                """, row -> new Named(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4)));
    }

    private Optional<Long> model(StoredEndpoint endpoint, String name) {
        Workspace workspace = Catalog.isFullName(name) ? Workspace.CATALOGUE : endpoint.workspace();
        return tx.find(
                "SELECT id FROM registered_models WHERE workspace_id = ? AND name = ?",
                row -> row.getLong(1),
                workspace.id(),
                name);
    }

    private void put(StoredEndpoint endpoint, String entity, long model, long version, long now) {
        tx.update("""
                INSERT INTO serving_versions (endpoint, entity, model, version, since) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (endpoint, entity) DO UPDATE
                SET model = excluded.model, version = excluded.version, since = excluded.since
                """, endpoint.id(), entity, model, version, now);
    }
}
