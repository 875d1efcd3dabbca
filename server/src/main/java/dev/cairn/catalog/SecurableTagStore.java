package dev.cairn.catalog;

import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;

/// The SQL of the tags of catalogs and schemas.
final class SecurableTagStore {
    private final Transaction tx;

    SecurableTagStore(Transaction tx) {
        this.tx = tx;
    }

    /// A row of `securable_tags`.
    record Stored(String key, String value, long updatedAt, String updatedBy) {}

    List<Stored> of(long securable) {
        return tx.query(
                "SELECT name, value, updated_at, updated_by FROM securable_tags WHERE securable = ? ORDER BY name",
                row -> new Stored(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)),
                securable);
    }

    void set(long securable, Tag tag, long now, String by) {
        tx.update("""
                INSERT INTO securable_tags (securable, name, value, updated_at, updated_by) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (securable, name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at,
                  updated_by = excluded.updated_by
                """, securable, tag.key(), tag.value(), now, by);
    }

    void delete(long securable, String key) {
        tx.update("DELETE FROM securable_tags WHERE securable = ? AND name = ?", securable, key);
    }
}
