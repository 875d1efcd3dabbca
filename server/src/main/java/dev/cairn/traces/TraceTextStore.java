package dev.cairn.traces;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Transaction;
import dev.cairn.http.JsonTexts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The SQL of the tags or of the metadata of traces.
final class TraceTextStore {
    private static final List<ColumnType> COLUMNS = List.of(ColumnType.LONG, ColumnType.TEXT, ColumnType.TEXT);

    private static final Table TAGS = Table.of("trace_tags");
    private static final Table METADATA = Table.of("trace_metadata");

    private final Transaction tx;
    private final Table statements;
    private final String table;

    private TraceTextStore(Transaction tx, Table table) {
        this.tx = tx;
        this.statements = table;
        this.table = table.name;
    }

    static TraceTextStore tags(Transaction tx) {
        return new TraceTextStore(tx, TAGS);
    }

    static TraceTextStore metadata(Transaction tx) {
        return new TraceTextStore(tx, METADATA);
    }

    /// Sets texts of some traces.
    void set(List<Entry> entries) {
        insert(statements.set, entries);
    }

    void set(long trace, Map<String, String> texts) {
        set(texts.entrySet().stream()
                .map(text -> new Entry(trace, text.getKey(), text.getValue()))
                .toList());
    }

    /// Sets those of the texts that are not there yet.
    void add(List<Entry> entries) {
        insert(statements.add, entries);
    }

    /// Rows are written in the order of their keys, so that two transactions never wait for each other crosswise. Of a
    /// key that is there twice, the last counts.
    private void insert(BulkInsert insert, List<Entry> entries) {
        Map<Key, Object[]> rows = new TreeMap<>();
        for (Entry entry : entries) {
            rows.put(new Key(entry.trace, entry.name), new Object[] {entry.trace, entry.name, entry.value});
        }
        tx.insertAll(insert, List.copyOf(rows.values()));
    }

    Optional<String> find(long trace, String name) {
        return tx.find(
                "SELECT value FROM " + table + " WHERE trace = ? AND name = ?", row -> row.getString(1), trace, name);
    }

    boolean delete(long trace, String name) {
        return tx.update("DELETE FROM " + table + " WHERE trace = ? AND name = ?", trace, name) > 0;
    }

    /// All texts of traces, by the numbers of the traces. Those of one trace come in one piece, since a row costs more
    /// than what is in it.
    Map<Long, Map<String, String>> of(long[] traces) {
        String texts = switch (tx.dialect()) {
            case SQLITE -> "json_group_object(name, value)";
            case POSTGRES -> "json_object_agg(name, value ORDER BY name)";
        };
        Map<Long, Map<String, String>> found = HashMap.newHashMap(traces.length);
        tx.queryIn(
                "SELECT trace, " + texts + " FROM " + table + " WHERE trace IN (:ids) GROUP BY trace",
                row -> found.put(row.getLong(1), new JsonTexts(row.getString(2))),
                traces);
        return found;
    }

    /// One text of one trace.
    record Entry(long trace, String name, String value) {}

    /// A table of texts, with the inserts into it.
    ///
    /// @param set replaces what is there
    /// @param add leaves what is there
    private record Table(String name, BulkInsert set, BulkInsert add) {
        static Table of(String name) {
            String into = "INSERT INTO " + name + " (trace, name, value)";
            return new Table(
                    name,
                    new BulkInsert(into, COLUMNS, "ON CONFLICT (trace, name) DO UPDATE SET value = excluded.value"),
                    new BulkInsert(into, COLUMNS, "ON CONFLICT (trace, name) DO NOTHING"));
        }
    }

    private record Key(long trace, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTrace = Long.compare(trace, other.trace);
            return byTrace != 0 ? byTrace : name.compareTo(other.name);
        }
    }
}
