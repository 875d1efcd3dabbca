package dev.cairn.encryption;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import java.util.List;

/// The SQL of data keys.
final class DataKeyStore {
    private static final Row<StoredKey> ROW = row -> new StoredKey(
            row.getString("key_id"),
            row.getString("purpose"),
            row.getInt("renewable") != 0,
            row.getString("kek_id"),
            row.getString("wrapped"),
            row.getLong("created_at"),
            Row.longOrNull(row, "retired_at"));

    private final Transaction tx;

    DataKeyStore(Transaction tx) {
        this.tx = tx;
    }

    /// The oldest first.
    List<StoredKey> list() {
        return tx.query("SELECT * FROM data_keys ORDER BY purpose, created_at, key_id", ROW);
    }

    void insert(StoredKey key) {
        tx.update("""
                INSERT INTO data_keys (key_id, purpose, renewable, kek_id, wrapped, created_at, retired_at)
                VALUES (?, ?, ?, ?, ?, ?, NULL)
                """, key.id(), key.purpose(), key.renewable() ? 1 : 0, key.kek(), key.wrapped(), key.created());
    }

    void retire(String id, long now) {
        tx.update("UPDATE data_keys SET retired_at = ? WHERE key_id = ?", now, id);
    }

    void wrap(String id, String kek, String wrapped) {
        tx.update("UPDATE data_keys SET kek_id = ?, wrapped = ? WHERE key_id = ?", kek, wrapped, id);
    }

    void deleteAll() {
        tx.update("DELETE FROM data_keys");
    }
}
