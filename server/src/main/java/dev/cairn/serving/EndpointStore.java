package dev.cairn.serving;

import dev.cairn.access.Caller;
import dev.cairn.access.Resource;
import dev.cairn.access.Workspace;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import dev.cairn.protocol.serving.EndpointTag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of endpoints and their tags.
record EndpointStore(Transaction tx) {
    private static final String SELECT = """
            SELECT e.*, w.name AS workspace_name FROM serving_endpoints e JOIN workspaces w ON w.id = e.workspace_id
            """;

    private static final Row<StoredEndpoint> ROW = row -> new StoredEndpoint(
            row.getLong("id"),
            new Workspace(row.getLong("workspace_id"), row.getString("workspace_name")),
            row.getString("name"),
            row.getString("description"),
            row.getString("creator"),
            row.getLong("creation_time"),
            row.getLong("last_update_time"),
            row.getLong("last_version"),
            Row.longOrNull(row, "active_version"));

    /// Those of all workspaces.
    List<StoredEndpoint> all() {
        return tx.query(SELECT + "ORDER BY e.id", ROW);
    }

    /// Those of a workspace that the caller sees, by name.
    List<StoredEndpoint> list(Caller caller) {
        return tx
                .query(
                        SELECT + "WHERE e.workspace_id = ? ORDER BY e.name",
                        ROW,
                        caller.workspace().id())
                .stream()
                .filter(endpoint -> admits(caller, endpoint))
                .toList();
    }

    Optional<StoredEndpoint> find(Caller caller, String name) {
        return find(caller, name, "");
    }

    /// One that no other transaction changes until this one ends.
    Optional<StoredEndpoint> locked(Caller caller, String name) {
        return find(caller, name, tx.locking("e"));
    }

    /// The same by its number, for the server itself.
    Optional<StoredEndpoint> locked(long id) {
        return tx.find(SELECT + "WHERE e.id = ? " + tx.locking("e"), ROW, id);
    }

    private Optional<StoredEndpoint> find(Caller caller, String name, String clause) {
        return tx.find(
                        SELECT + "WHERE e.workspace_id = ? AND e.name = ? " + clause,
                        ROW,
                        caller.workspace().id(),
                        name)
                .filter(endpoint -> admits(caller, endpoint));
    }

    private static boolean admits(Caller caller, StoredEndpoint endpoint) {
        return Guard.admits(caller, Resource.SERVING_ENDPOINT, endpoint.id());
    }

    long count(Workspace workspace) {
        return tx.number("SELECT COUNT(*) FROM serving_endpoints WHERE workspace_id = ?", workspace.id());
    }

    /// Adds an endpoint without a configuration; empty if the name is taken.
    Optional<Long> insert(Caller caller, String name, @Nullable String description, long now) {
        return tx.find("""
                INSERT INTO serving_endpoints
                  (workspace_id, name, description, creator, creation_time, last_update_time, last_version)
                VALUES (?, ?, ?, ?, ?, ?, 0)
                ON CONFLICT (workspace_id, name) DO NOTHING RETURNING id
                """, row -> row.getLong(1), caller.workspace().id(), name, description, caller.user(), now, now);
    }

    void delete(long id) {
        tx.update("DELETE FROM serving_endpoints WHERE id = ?", id);
    }

    /// The tags of an endpoint, by key.
    List<EndpointTag> tags(long endpoint) {
        return tx.query(
                "SELECT name, value FROM serving_endpoint_tags WHERE endpoint = ? ORDER BY name",
                row -> new EndpointTag(row.getString("name"), row.getString("value")),
                endpoint);
    }

    void setTag(long endpoint, EndpointTag tag) {
        tx.update("""
                INSERT INTO serving_endpoint_tags (endpoint, name, value) VALUES (?, ?, ?)
                ON CONFLICT (endpoint, name) DO UPDATE SET value = excluded.value
                """, endpoint, tag.key(), tag.value() == null ? "" : tag.value());
    }

    void deleteTag(long endpoint, String key) {
        tx.update("DELETE FROM serving_endpoint_tags WHERE endpoint = ? AND name = ?", endpoint, key);
    }
}
