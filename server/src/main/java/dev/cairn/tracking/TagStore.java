package dev.cairn.tracking;

import dev.cairn.db.Transaction;
import java.util.Optional;

/// The SQL of the tags and parameters of one run.
final class TagStore {
    private final Transaction tx;
    private final Names names;
    private final long run;

    TagStore(Transaction tx, Names names, long run) {
        this.tx = tx;
        this.names = names;
        this.run = run;
    }

    void setTag(String key, String value) {
        tx.update(
                """
                INSERT INTO run_tags (run, name_id, value) VALUES (?, ?, ?)
                ON CONFLICT (run, name_id) DO UPDATE SET value = excluded.value
                """,
                run,
                names.idOf(tx, key),
                value);
    }

    Optional<String> tag(String key) {
        return names.find(tx, key).flatMap(id -> tx.find(
                "SELECT value FROM run_tags WHERE run = ? AND name_id = ?", row -> row.getString(1), run, id));
    }

    boolean deleteTag(String key) {
        return names.find(tx, key)
                .map(id -> tx.update("DELETE FROM run_tags WHERE run = ? AND name_id = ?", run, id) > 0)
                .orElse(false);
    }

    /// Adds a parameter; the value it already had if it was logged before.
    Optional<String> addParam(String key, String value) {
        long id = names.idOf(tx, key);
        int added = tx.update(
                "INSERT INTO run_params (run, name_id, value) VALUES (?, ?, ?) ON CONFLICT (run, name_id) DO NOTHING",
                run,
                id,
                value);
        return added > 0
                ? Optional.empty()
                : tx.find("SELECT value FROM run_params WHERE run = ? AND name_id = ?", row -> row.getString(1), run, id);
    }
}
