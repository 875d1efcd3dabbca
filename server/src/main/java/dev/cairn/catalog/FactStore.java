package dev.cairn.catalog;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.registry.ModelVersionStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The SQL of what the catalogue knows of versions, and of the folders of those that are gone.
final class FactStore {
    private static final Row<Facts> ROW = row -> new Facts(
            row.getLong("securable"),
            row.getLong("version"),
            ModelVersionStatus.valueOf(row.getString("status")),
            row.getString("folder"),
            row.getString("tracking_server"),
            row.getLong("created_at"),
            row.getString("created_by"),
            row.getLong("updated_at"),
            row.getString("updated_by"));

    private final Transaction tx;

    FactStore(Transaction tx) {
        this.tx = tx;
    }

    void insert(Facts facts) {
        tx.update(
                """
                INSERT INTO catalog_versions (securable, version, status, folder, tracking_server, created_at,
                  created_by, updated_at, updated_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                facts.securable(),
                facts.version(),
                facts.status().name(),
                facts.folder(),
                facts.trackingServer(),
                facts.createdAt(),
                facts.createdBy(),
                facts.updatedAt(),
                facts.updatedBy());
    }

    Optional<Facts> find(long securable, long version) {
        return tx.find("SELECT * FROM catalog_versions WHERE securable = ? AND version = ?", ROW, securable, version);
    }

    /// Of all versions of models of these names, by name and number.
    Map<String, Map<Long, Facts>> of(Collection<String> models) {
        Map<String, Map<Long, Facts>> found = new HashMap<>();
        tx.queryIn(
                """
                SELECT v.*, s.full_name FROM catalog_versions v JOIN securables s ON s.id = v.securable
                WHERE s.full_name IN (:ids)
                """,
                row -> {
                    Facts facts = ROW.read(row);
                    found.computeIfAbsent(row.getString("full_name"), name -> new HashMap<>())
                            .put(facts.version(), facts);
                    return facts;
                },
                models);
        return found;
    }

    /// Ends the registration of a version; false if it has ended.
    boolean end(long securable, long version, ModelVersionStatus status, long now, String by) {
        return tx.update("""
                        UPDATE catalog_versions SET status = ?, updated_at = ?, updated_by = ?
                        WHERE securable = ? AND version = ? AND status = 'PENDING_REGISTRATION'
                        """, status.name(), now, by, securable, version) == 1;
    }

    void touch(long securable, long version, long now, String by) {
        tx.update(
                "UPDATE catalog_versions SET updated_at = ?, updated_by = ? WHERE securable = ? AND version = ?",
                now,
                by,
                securable,
                version);
    }

    void delete(long securable, long version) {
        discard("v.securable = ? AND v.version = ?", securable, version);
        tx.update("DELETE FROM catalog_versions WHERE securable = ? AND version = ?", securable, version);
    }

    /// Has the folders emptied of all versions in something that goes.
    void discardIn(long securable) {
        discard("""
                v.securable IN (SELECT id FROM securables WHERE id = ? OR parent = ?
                  OR parent IN (SELECT id FROM securables WHERE parent = ?))""", securable, securable, securable);
    }

    private void discard(String which, Object... binds) {
        tx.update(
                "INSERT INTO catalog_garbage (folder) SELECT v.folder FROM catalog_versions v WHERE " + which
                        + " ON CONFLICT DO NOTHING",
                binds);
    }

    /// Those whose registration began before a time and has not ended.
    List<Facts> pendingSince(long time, int limit) {
        return tx.query(
                "SELECT * FROM catalog_versions WHERE status = 'PENDING_REGISTRATION' AND created_at < ? ORDER BY created_at LIMIT ?",
                ROW,
                time,
                limit);
    }

    void discard(Facts facts) {
        tx.update("INSERT INTO catalog_garbage (folder) VALUES (?) ON CONFLICT DO NOTHING", facts.folder());
    }

    List<String> garbage(int limit) {
        return tx.query("SELECT folder FROM catalog_garbage ORDER BY folder LIMIT ?", row -> row.getString(1), limit);
    }

    void emptied(String folder) {
        tx.update("DELETE FROM catalog_garbage WHERE folder = ?", folder);
    }
}
