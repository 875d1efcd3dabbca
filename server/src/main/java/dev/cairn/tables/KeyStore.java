package dev.cairn.tables;

import dev.cairn.db.Transaction;
import dev.cairn.text.Patterns;
import java.util.List;

/// The SQL of the keys under which the runs of an experiment logged something.
final class KeyStore {
    private final Transaction tx;

    KeyStore(Transaction tx) {
        this.tx = tx;
    }

    /// @param contains a part of the key, in whatever case; may be empty
    List<String> find(long experiment, String kind, String contains, int limit) {
        return tx.query(
                """
                SELECT n.name FROM experiment_keys k JOIN names n ON n.id = k.name_id
                WHERE k.experiment_id = ? AND k.kind = ? AND %s LIKE ? ESCAPE '!' ORDER BY n.name LIMIT ?
                """.formatted(tx.dialect().lower("n.name")),
                row -> row.getString(1),
                experiment,
                kind,
                Patterns.containing(contains),
                limit);
    }
}
