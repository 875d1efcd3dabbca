package dev.cairn.tracking;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The SQL of the tags and parameters of one run.
final class TagStore {
    private static final BulkInsert SET_TAGS = new BulkInsert(
            "INSERT INTO run_tags (run, name_id, value)",
            3,
            "ON CONFLICT (run, name_id) DO UPDATE SET value = excluded.value");
    private static final BulkInsert ADD_PARAMS = new BulkInsert(
            "INSERT INTO run_params (run, name_id, value)",
            3,
            "ON CONFLICT (run, name_id) DO NOTHING RETURNING name_id");

    private final Transaction tx;
    private final Names names;
    private final long run;

    TagStore(Transaction tx, Names names, long run) {
        this.tx = tx;
        this.names = names;
        this.run = run;
    }

    void setTag(String key, String value) {
        setTags(Map.of(key, value));
    }

    void setTags(Map<String, String> tags) {
        tx.insertAll(SET_TAGS, rows(tags));
    }

    Optional<String> tag(String key) {
        return names.find(tx, key)
                .flatMap(id -> tx.find(
                        "SELECT value FROM run_tags WHERE run = ? AND name_id = ?", row -> row.getString(1), run, id));
    }

    boolean deleteTag(String key) {
        return names.find(tx, key)
                .map(id -> tx.update("DELETE FROM run_tags WHERE run = ? AND name_id = ?", run, id) > 0)
                .orElse(false);
    }

    /// Adds parameters that are not there yet.
    ///
    /// @return the parameters that were there with another value, with that value
    Map<String, String> addParams(Map<String, String> params) {
        Set<Long> added = new HashSet<>(tx.insertAll(ADD_PARAMS, rows(params), row -> row.getLong(1)));
        Map<String, String> changed = new LinkedHashMap<>();
        if (added.size() < params.size()) {
            params.forEach((key, value) -> {
                long id = names.idOf(tx, key);
                if (!added.contains(id)) {
                    param(id).filter(before -> !before.equals(value)).ifPresent(before -> changed.put(key, before));
                }
            });
        }
        return changed;
    }

    private Optional<String> param(long id) {
        return tx.find("SELECT value FROM run_params WHERE run = ? AND name_id = ?", row -> row.getString(1), run, id);
    }

    private List<Object[]> rows(Map<String, String> texts) {
        List<Object[]> rows = new ArrayList<>(texts.size());
        texts.forEach((key, value) -> rows.add(new Object[] {run, names.idOf(tx, key), value}));
        return rows;
    }
}
