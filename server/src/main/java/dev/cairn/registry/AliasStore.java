package dev.cairn.registry;

import dev.cairn.db.Transaction;
import java.util.Optional;

/// The SQL of the aliases of one model.
final class AliasStore {
    private final Transaction tx;
    private final long model;

    AliasStore(Transaction tx, long model) {
        this.tx = tx;
        this.model = model;
    }

    /// The version that an alias points to.
    Optional<Long> find(String alias) {
        return tx.find(
                "SELECT version FROM model_aliases WHERE model = ? AND alias = ?", row -> row.getLong(1), model, alias);
    }

    void set(String alias, long version) {
        tx.update("""
                INSERT INTO model_aliases (model, alias, version) VALUES (?, ?, ?)
                ON CONFLICT (model, alias) DO UPDATE SET version = excluded.version
                """, model, alias, version);
    }

    /// Removes an alias and returns the version that it pointed to.
    Optional<Long> delete(String alias) {
        return tx.find(
                "DELETE FROM model_aliases WHERE model = ? AND alias = ? RETURNING version",
                row -> row.getLong(1),
                model,
                alias);
    }
}
