package dev.cairn.traces;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Contents;
import dev.cairn.db.Dialect;
import dev.cairn.db.Transaction;
import dev.cairn.http.JsonTexts;
import dev.cairn.traces.terms.TraceKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The SQL of the tags and the metadata of traces: a row for each, which searches ask, and for each trace a row with
/// all of them as they are sent, since a page of a hundred traces shows a thousand. The one place that writes either,
/// so that they say the same.
final class TraceTextStore {
    private static final Table TAGS = Table.of("trace_tags");
    private static final Table METADATA = Table.of("trace_metadata");

    /// Characters of the texts of one trace that are kept in one piece. A trace that ever had more is read row by row,
    /// so that setting one of very many tags does not write all of them.
    private static final int MAX_IN_ONE_PIECE = 100_000;

    private final Transaction tx;

    TraceTextStore(Transaction tx) {
        this.tx = tx;
    }

    void write(Writes texts) {
        insert(TAGS, TAGS.set, texts.tags());
        insert(METADATA, METADATA.set, texts.metadata());
        insert(METADATA, METADATA.add, texts.metadataIfNone());
        keepWhole(texts.traces());
    }

    /// Rows are written in the order of their keys, so that two transactions never wait for each other crosswise. Of a
    /// key that is there twice, the last counts.
    private void insert(Table table, BulkInsert insert, List<Writes.Entry> entries) {
        Map<Key, Object[]> rows = new TreeMap<>();
        for (Writes.Entry entry : entries) {
            rows.put(
                    new Key(entry.trace(), entry.name()),
                    new Object[] {entry.trace(), entry.name(), stored(table, entry)});
        }
        tx.insertAll(insert, List.copyOf(rows.values()));
    }

    private String stored(Table table, Writes.Entry entry) {
        return TraceKeys.isOfContents(entry.name())
                ? Objects.requireNonNull(tx.contents().stored(entry.value(), table.name, entry.trace(), entry.name()))
                : entry.value();
    }

    private String read(Table table, long trace, String name, String stored) {
        return TraceKeys.isOfContents(name)
                ? Objects.requireNonNull(tx.contents().read(stored, table.name, trace, name))
                : stored;
    }

    /// @param json with which the table has it
    private Map<String, String> read(Table table, long trace, String json) {
        Map<String, String> texts = new JsonTexts(json);
        if (!json.contains(Contents.MARK)) {
            return texts;
        }
        Map<String, String> read = new TreeMap<>();
        texts.forEach((name, stored) -> read.put(name, read(table, trace, name, stored)));
        return read;
    }

    Optional<String> findTag(long trace, String name) {
        return tx.find(
                "SELECT value FROM trace_tags WHERE trace = ? AND name = ?", row -> row.getString(1), trace, name);
    }

    /// Whether the trace had the tag.
    boolean deleteTag(long trace, String name) {
        boolean deleted = tx.update("DELETE FROM trace_tags WHERE trace = ? AND name = ?", trace, name) > 0;
        keepWhole(LongStream.of(trace));
        return deleted;
    }

    /// Writes what traces have now in one piece, but for those that are known to have too much.
    private void keepWhole(LongStream traces) {
        long[] numbers = traces.sorted().distinct().toArray();
        if (numbers.length > 0) {
            tx.updateIn(
                    """
                    WITH whole AS MATERIALIZED (
                      SELECT t.id AS trace, %s AS tags, %s AS metadata
                      FROM traces t LEFT JOIN trace_texts k ON k.trace = t.id
                      WHERE t.id IN (:ids) AND (k.trace IS NULL OR k.tags IS NOT NULL))
                    INSERT INTO trace_texts (trace, tags, metadata)
                    SELECT trace, CASE WHEN small THEN tags END, CASE WHEN small THEN metadata END
                    FROM (SELECT w.*, length(tags) + length(metadata) <= %d AS small FROM whole w) q WHERE true
                    ON CONFLICT (trace) DO UPDATE SET tags = excluded.tags, metadata = excluded.metadata
                    """.formatted(TAGS.whole(tx.dialect()), METADATA.whole(tx.dialect()), MAX_IN_ONE_PIECE), numbers);
        }
    }

    /// The tags and metadata of traces, by the numbers of the traces.
    Map<Long, Texts> of(long[] traces) {
        Map<Long, Texts> found = HashMap.newHashMap(traces.length);
        tx.queryIn(
                "SELECT trace, tags, metadata FROM trace_texts WHERE trace IN (:ids) AND tags IS NOT NULL",
                row -> found.put(
                        row.getLong(1),
                        new Texts(
                                read(TAGS, row.getLong(1), row.getString(2)),
                                read(METADATA, row.getLong(1), row.getString(3)))),
                traces);
        long[] others =
                LongStream.of(traces).filter(trace -> !found.containsKey(trace)).toArray();
        if (others.length > 0) {
            Map<Long, Map<String, String>> tags = rowByRow(TAGS, others);
            Map<Long, Map<String, String>> metadata = rowByRow(METADATA, others);
            for (long trace : others) {
                found.put(trace, new Texts(tags.getOrDefault(trace, Map.of()), metadata.getOrDefault(trace, Map.of())));
            }
        }
        return found;
    }

    private Map<Long, Map<String, String>> rowByRow(Table table, long[] traces) {
        Map<Long, Map<String, String>> found = new HashMap<>();
        tx.queryIn(
                "SELECT trace, name, value FROM " + table.name + " WHERE trace IN (:ids)",
                row -> found.computeIfAbsent(row.getLong(1), trace -> new TreeMap<>())
                        .put(row.getString(2), read(table, row.getLong(1), row.getString(2), row.getString(3))),
                traces);
        return found;
    }

    /// What is said of one trace.
    record Texts(Map<String, String> tags, Map<String, String> metadata) {}

    /// A table of texts, with the inserts into it.
    ///
    /// @param set replaces what is there
    /// @param add leaves what is there
    private record Table(String name, BulkInsert set, BulkInsert add) {
        private static final List<ColumnType> COLUMNS = List.of(ColumnType.LONG, ColumnType.TEXT, ColumnType.TEXT);

        static Table of(String name) {
            String into = "INSERT INTO " + name + " (trace, name, value)";
            return new Table(
                    name,
                    new BulkInsert(into, COLUMNS, "ON CONFLICT (trace, name) DO UPDATE SET value = excluded.value"),
                    new BulkInsert(into, COLUMNS, "ON CONFLICT (trace, name) DO NOTHING"));
        }

        /// The JSON object of what the trace `t` has.
        String whole(Dialect dialect) {
            String object = switch (dialect) {
                case SQLITE -> "json_group_object(name, value)";
                case POSTGRES -> "CAST(json_object_agg(name, value ORDER BY name) AS TEXT)";
            };
            return "COALESCE((SELECT " + object + " FROM " + name + " WHERE trace = t.id), '{}')";
        }
    }

    private record Key(long trace, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTrace = Long.compare(trace, other.trace);
            return byTrace != 0 ? byTrace : name.compareTo(other.name);
        }
    }

    /// Tags and metadata that are to be written to some traces. Used by one thread.
    static final class Writes {
        private final List<Entry> tags = new ArrayList<>();
        private final List<Entry> metadata = new ArrayList<>();
        private final List<Entry> metadataIfNone = new ArrayList<>();

        void tag(long trace, String key, String value) {
            tags.add(new Entry(trace, key, value));
        }

        void tags(long trace, Map<String, String> texts) {
            texts.forEach((key, value) -> tag(trace, key, value));
        }

        void metadata(long trace, String key, String value) {
            metadata.add(new Entry(trace, key, value));
        }

        void metadata(long trace, Map<String, String> texts) {
            texts.forEach((key, value) -> metadata(trace, key, value));
        }

        /// Leaves what is there already.
        void metadataIfNone(long trace, String key, String value) {
            metadataIfNone.add(new Entry(trace, key, value));
        }

        List<Entry> tags() {
            return Collections.unmodifiableList(tags);
        }

        List<Entry> metadata() {
            return Collections.unmodifiableList(metadata);
        }

        List<Entry> metadataIfNone() {
            return Collections.unmodifiableList(metadataIfNone);
        }

        /// The numbers of the traces; one may come more than once.
        LongStream traces() {
            return Stream.of(tags, metadata, metadataIfNone)
                    .flatMap(List::stream)
                    .mapToLong(Entry::trace);
        }

        /// One text of one trace.
        record Entry(long trace, String name, String value) {}
    }
}
