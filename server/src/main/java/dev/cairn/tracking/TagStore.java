package dev.cairn.tracking;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The SQL of the tags and parameters of runs.
///
/// Rows are written in the order of their keys, so that two transactions never wait for each other crosswise.
final class TagStore {
    private static final List<ColumnType> COLUMNS = List.of(ColumnType.LONG, ColumnType.LONG, ColumnType.TEXT);
    private static final BulkInsert SET_TAGS = new BulkInsert(
            "INSERT INTO run_tags (run, name_id, value)",
            COLUMNS,
            "ON CONFLICT (run, name_id) DO UPDATE SET value = excluded.value");
    private static final BulkInsert ADD_PARAMS = new BulkInsert(
            "INSERT INTO run_params (run, name_id, value)",
            COLUMNS,
            "ON CONFLICT (run, name_id) DO NOTHING RETURNING run, name_id");

    private final Transaction tx;

    TagStore(Transaction tx) {
        this.tx = tx;
    }

    void setTag(RunKey key, String value) {
        setTags(new TreeMap<>(Map.of(key, value)));
    }

    void setTags(SortedMap<RunKey, String> tags) {
        tx.insertAll(SET_TAGS, rows(tags));
    }

    Optional<String> tag(RunKey key) {
        return value("SELECT value FROM run_tags WHERE run = ? AND name_id = ?", key);
    }

    boolean deleteTag(RunKey key) {
        return tx.update("DELETE FROM run_tags WHERE run = ? AND name_id = ?", key.run(), key.name()) > 0;
    }

    /// Adds parameters that are not there yet.
    ///
    /// @return those that are there with another value, with that value
    Map<RunKey, String> addParams(SortedMap<RunKey, String> params) {
        Set<RunKey> added = new HashSet<>(
                tx.insertAll(ADD_PARAMS, rows(params), row -> new RunKey(row.getLong(1), row.getLong(2))));
        Map<RunKey, String> changed = new LinkedHashMap<>();
        if (added.size() < params.size()) {
            params.forEach((key, value) -> {
                if (!added.contains(key)) {
                    param(key).filter(before -> !before.equals(value)).ifPresent(before -> changed.put(key, before));
                }
            });
        }
        return changed;
    }

    private Optional<String> param(RunKey key) {
        return value("SELECT value FROM run_params WHERE run = ? AND name_id = ?", key);
    }

    private Optional<String> value(String sql, RunKey key) {
        return tx.find(sql, row -> row.getString(1), key.run(), key.name());
    }

    private static List<Object[]> rows(SortedMap<RunKey, String> texts) {
        List<Object[]> rows = new ArrayList<>(texts.size());
        texts.forEach((key, value) -> rows.add(new Object[] {key.run(), key.name(), value}));
        return rows;
    }
}
