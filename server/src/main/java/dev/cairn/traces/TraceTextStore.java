package dev.cairn.traces;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The SQL of the tags or of the metadata of traces.
final class TraceTextStore {
    private static final List<ColumnType> COLUMNS = List.of(ColumnType.LONG, ColumnType.TEXT, ColumnType.TEXT);

    private final Transaction tx;
    private final String table;

    private TraceTextStore(Transaction tx, String table) {
        this.tx = tx;
        this.table = table;
    }

    static TraceTextStore tags(Transaction tx) {
        return new TraceTextStore(tx, "trace_tags");
    }

    static TraceTextStore metadata(Transaction tx) {
        return new TraceTextStore(tx, "trace_metadata");
    }

    /// Sets texts of some traces.
    void set(List<Entry> entries) {
        insert(entries, "ON CONFLICT (trace, name) DO UPDATE SET value = excluded.value");
    }

    void set(long trace, Map<String, String> texts) {
        set(texts.entrySet().stream()
                .map(text -> new Entry(trace, text.getKey(), text.getValue()))
                .toList());
    }

    /// Sets those of the texts that are not there yet.
    void add(List<Entry> entries) {
        insert(entries, "ON CONFLICT (trace, name) DO NOTHING");
    }

    /// Rows are written in the order of their keys, so that two transactions never wait for each other crosswise. Of a
    /// key that is there twice, the last counts.
    private void insert(List<Entry> entries, String onConflict) {
        Map<Key, Object[]> rows = new TreeMap<>();
        for (Entry entry : entries) {
            rows.put(new Key(entry.trace, entry.name), new Object[] {entry.trace, entry.name, entry.value});
        }
        tx.insertAll(
                new BulkInsert("INSERT INTO " + table + " (trace, name, value)", COLUMNS, onConflict),
                List.copyOf(rows.values()));
    }

    Optional<String> find(long trace, String name) {
        return tx.find(
                "SELECT value FROM " + table + " WHERE trace = ? AND name = ?", row -> row.getString(1), trace, name);
    }

    boolean delete(long trace, String name) {
        return tx.update("DELETE FROM " + table + " WHERE trace = ? AND name = ?", trace, name) > 0;
    }

    /// All texts of traces, by the numbers of the traces.
    Map<Long, Map<String, String>> of(long[] traces) {
        Map<Long, Map<String, String>> found = HashMap.newHashMap(traces.length);
        tx.queryIn(
                "SELECT trace, name, value FROM " + table + " WHERE trace IN (:ids)",
                row -> found.computeIfAbsent(row.getLong(1), trace -> new TreeMap<>())
                        .put(row.getString(2), row.getString(3)),
                traces);
        return found;
    }

    /// One text of one trace.
    record Entry(long trace, String name, String value) {}

    private record Key(long trace, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTrace = Long.compare(trace, other.trace);
            return byTrace != 0 ? byTrace : name.compareTo(other.name);
        }
    }
}
