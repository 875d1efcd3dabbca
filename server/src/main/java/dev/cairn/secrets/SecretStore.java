package dev.cairn.secrets;

import dev.cairn.db.Transaction;
import dev.cairn.protocol.secrets.SecretMetadata;
import java.util.List;
import java.util.Optional;

/// The SQL of the secrets of one scope.
record SecretStore(Transaction tx, String scope) {
    /// A secret as it is stored.
    ///
    /// @param key as it was called first
    record Stored(String key, String sealed) {}

    Optional<Stored> find(String key) {
        return tx.find(
                "SELECT name, sealed FROM secrets WHERE scope_id = ? AND name_key = ?",
                row -> new Stored(row.getString("name"), row.getString("sealed")),
                scope,
                Names.key(key));
    }

    /// By key.
    List<SecretMetadata> list() {
        return tx.query(
                "SELECT name, last_update_time FROM secrets WHERE scope_id = ? ORDER BY name_key",
                row -> new SecretMetadata(row.getString("name"), row.getLong("last_update_time")),
                scope);
    }

    long count() {
        return tx.number("SELECT COUNT(*) FROM secrets WHERE scope_id = ?", scope);
    }

    void put(String key, String sealed, long now) {
        tx.update("""
            INSERT INTO secrets (scope_id, name, name_key, sealed, last_update_time) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (scope_id, name_key)
            DO UPDATE SET sealed = excluded.sealed, last_update_time = excluded.last_update_time
            """, scope, key, Names.key(key), sealed, now);
    }

    /// Deletes a secret.
    ///
    /// @return whether it was there
    boolean delete(String key) {
        return tx.update("DELETE FROM secrets WHERE scope_id = ? AND name_key = ?", scope, Names.key(key)) > 0;
    }
}
