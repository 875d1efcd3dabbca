package dev.cairn.tracking.names;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The SQL of keys: their numbers, and the experiments that have them.
final class NameStore {
    private static final BulkInsert NOTE = new BulkInsert(
            "INSERT INTO experiment_keys (experiment_id, kind, name_id)",
            List.of(ColumnType.LONG, ColumnType.TEXT, ColumnType.LONG),
            "ON CONFLICT (experiment_id, kind, name_id) DO NOTHING");

    private final Transaction tx;

    NameStore(Transaction tx) {
        this.tx = tx;
    }

    Optional<Long> find(String name) {
        return tx.find("SELECT id FROM names WHERE name = ?", row -> row.getLong(1), name);
    }

    Optional<String> text(long id) {
        return tx.find("SELECT name FROM names WHERE id = ?", row -> row.getString(1), id);
    }

    /// Adds a name, unless another transaction just did, and returns its number.
    long add(String name) {
        return tx.find(
                        "INSERT INTO names (name) VALUES (?) ON CONFLICT (name) DO NOTHING RETURNING id",
                        row -> row.getLong(1),
                        name)
                .orElseGet(() -> tx.number("SELECT id FROM names WHERE name = ?", name));
    }

    /// Notes keys in the order given; those that are noted stay so.
    void note(Collection<KeyNames.Key> keys) {
        List<Object[]> rows = new ArrayList<>(keys.size());
        keys.forEach(key -> rows.add(new Object[] {key.experiment(), key.kind(), key.name()}));
        tx.insertAll(NOTE, rows);
    }
}
