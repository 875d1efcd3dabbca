package dev.cairn.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of the metastore, catalogs, schemas, and of the models in them as far as they have a place there.
final class SecurableStore {
    /// The columns of a row of `securables s`, with the name of its owner.
    static final String COLUMNS = """
            s.*, (SELECT MIN(u.username) FROM securable_grants o JOIN users u ON u.id = o.principal
              WHERE o.securable = s.id AND o.privilege = 'OWNER') AS owner""";

    static final Row<StoredSecurable> ROW = row -> new StoredSecurable(
            row.getLong("id"),
            Securable.valueOf(row.getString("kind")),
            row.getString("name"),
            row.getString("full_name"),
            row.getString("comment"),
            properties(row.getString("properties")),
            row.getString("owner"),
            row.getLong("created_at"),
            row.getString("created_by"),
            row.getLong("updated_at"),
            row.getString("updated_by"));

    private final Transaction tx;

    SecurableStore(Transaction tx) {
        this.tx = tx;
    }

    private static Map<String, String> properties(String json) {
        Map<String, String> properties = new HashMap<>();
        Json.readTree(json.getBytes(UTF_8))
                .properties()
                .forEach(
                        entry -> properties.put(entry.getKey(), entry.getValue().asString()));
        return Map.copyOf(properties);
    }

    private static String json(Map<String, String> properties) {
        return new String(Json.write(properties), UTF_8);
    }

    Optional<StoredSecurable> find(Securable kind, String fullName) {
        return tx.find(
                "SELECT " + COLUMNS + " FROM securables s WHERE s.full_name = ? AND s.kind = ?",
                ROW,
                fullName,
                kind.name());
    }

    StoredSecurable get(long id) {
        return tx.find("SELECT " + COLUMNS + " FROM securables s WHERE s.id = ?", ROW, id)
                .orElseThrow();
    }

    /// Keeps a row as it is until this transaction ends; false if it is gone.
    boolean lock(long id) {
        return tx.find("SELECT 1 FROM securables WHERE id = ? " + tx.locking("securables"), row -> 1, id)
                .isPresent();
    }

    /// Adds one; empty if there is one of its name.
    Optional<Long> insert(
            long parent, FullName name, @Nullable String comment, Map<String, String> properties, long now, String by) {
        return tx.find(
                """
                INSERT INTO securables (parent, kind, name, full_name, comment, properties, created_at, created_by,
                  updated_at, updated_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (full_name) DO NOTHING RETURNING id
                """,
                row -> row.getLong(1),
                parent,
                name.kind().name(),
                name.own(),
                name.toString(),
                comment,
                json(properties),
                now,
                by,
                now,
                by);
    }

    void update(long id, @Nullable String comment, Map<String, String> properties, long now, String by) {
        tx.update(
                "UPDATE securables SET comment = ?, properties = ?, updated_at = ?, updated_by = ? WHERE id = ?",
                comment,
                json(properties),
                now,
                by,
                id);
    }

    void touch(long id, long now, String by) {
        tx.update("UPDATE securables SET updated_at = ?, updated_by = ? WHERE id = ?", now, by, id);
    }

    /// Renames one, and in the full names of all that lies in it.
    void rename(long id, FullName from, FullName to) {
        tx.update("UPDATE securables SET name = ?, full_name = ? WHERE id = ?", to.own(), to.toString(), id);
        tx.update(
                "UPDATE securables SET full_name = ? || substr(full_name, ?) WHERE full_name > ? AND full_name < ?",
                to.toString(),
                from.toString().length() + 1,
                from + ".",
                from + "/");
    }

    /// The full names of the models in a catalog or a schema.
    List<String> modelsIn(FullName name) {
        return tx.query(
                "SELECT full_name FROM securables WHERE kind = 'MODEL' AND full_name > ? AND full_name < ? ORDER BY full_name",
                row -> row.getString(1),
                name + ".",
                name + "/");
    }

    /// Whether there is more in it than the schema that each catalog has, with nothing in that.
    boolean hasContents(long id) {
        return tx.find("""
                        SELECT 1 FROM securables s WHERE s.parent = ? AND (s.kind <> 'SCHEMA' OR s.name <> ?
                          OR EXISTS (SELECT 1 FROM securables m WHERE m.parent = s.id)) LIMIT 1
                        """, row -> 1, id, Metastore.DEFAULT_SCHEMA).isPresent();
    }

    void delete(long id) {
        tx.update("DELETE FROM securables WHERE id = ?", id);
    }
}
