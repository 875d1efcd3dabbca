package dev.cairn.tables;

import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Locale;

/// The SQL of the keys under which the runs of an experiment logged something.
final class KeyStore {
    private final Transaction tx;

    KeyStore(Transaction tx) {
        this.tx = tx;
    }

    /// @param contains a part of the key, in whatever case; may be empty
    List<String> find(long experiment, String kind, String contains, int limit) {
        String pattern = contains.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
        return tx.query("""
                SELECT n.name FROM experiment_keys k JOIN names n ON n.id = k.name_id
                WHERE k.experiment_id = ? AND k.kind = ? AND lower(n.name) LIKE ? ESCAPE '!' ORDER BY n.name LIMIT ?
                """, row -> row.getString(1), experiment, kind, "%" + pattern + "%", limit);
    }
}
