package dev.cairn.evaluation;

import static dev.cairn.db.ColumnType.LONG;
import static dev.cairn.db.ColumnType.TEXT;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The SQL of the records of one data set, which was found in the caller's workspace.
final class DatasetRecordStore {
    private static final String COLUMNS = """
            record_id, input_hash, inputs, outputs, expectations, tags, source, created_time, last_update_time,
            created_by, last_updated_by
            """;

    private static final BulkInsert UPSERT = new BulkInsert(
            "INSERT INTO evaluation_dataset_records (dataset, size, " + COLUMNS + ")",
            List.of(LONG, LONG, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, LONG, LONG, TEXT, TEXT),
            """
            ON CONFLICT (dataset, input_hash) DO UPDATE SET
              size = excluded.size, outputs = excluded.outputs, expectations = excluded.expectations, tags = excluded.tags,
              last_update_time = excluded.last_update_time, last_updated_by = excluded.last_updated_by
            """);

    private final Transaction tx;
    private final long dataset;
    private final Row<StoredRecord> row = this::record;

    /// Of records that are there already, how the table has the digests of their inputs.
    private final Map<String, String> known = new HashMap<>();

    DatasetRecordStore(Transaction tx, long dataset) {
        this.tx = tx;
        this.dataset = dataset;
    }

    private StoredRecord record(ResultSet row) throws SQLException {
        String id = row.getString(1);
        return new StoredRecord(
                id,
                row.getString(2),
                Objects.requireNonNull(read(id, "inputs", row.getString(3))),
                read(id, "outputs", row.getString(4)),
                read(id, "expectations", row.getString(5)),
                row.getString(6),
                read(id, "source", row.getString(7)),
                row.getLong(8),
                row.getLong(9),
                row.getString(10),
                row.getString(11));
    }

    private @Nullable String read(String recordId, String column, @Nullable String stored) {
        return tx.contents().read(stored, "evaluation_dataset_records", dataset, recordId, column);
    }

    private @Nullable String stored(StoredRecord record, String column, @Nullable String content) {
        return tx.contents().stored(content, "evaluation_dataset_records", dataset, record.recordId(), column);
    }

    /// The digests of inputs by how the table may have them.
    private Map<String, String> stored(Collection<String> hashes) {
        Map<String, String> stored = new LinkedHashMap<>();
        hashes.forEach(hash -> tx.contents().digests(hash).forEach(form -> stored.put(form, hash)));
        return stored;
    }

    /// The records with these inputs, by their hash.
    Map<String, StoredRecord> withInputs(Collection<String> hashes) {
        Map<String, StoredRecord> found = new HashMap<>();
        Map<String, String> stored = stored(hashes);
        tx.queryIn(
                        "SELECT " + COLUMNS
                                + "FROM evaluation_dataset_records WHERE dataset = ? AND input_hash IN (:ids)",
                        row,
                        stored.keySet(),
                        dataset)
                .forEach(record -> {
                    String hash = Objects.requireNonNull(stored.get(record.inputHash()));
                    known.put(hash, record.inputHash());
                    found.put(hash, record);
                });
        return found;
    }

    /// The characters of the records with these inputs, by their hash.
    Map<String, Long> sizesWithInputs(Collection<String> hashes) {
        Map<String, Long> sizes = new HashMap<>();
        Map<String, String> stored = stored(hashes);
        tx.queryIn(
                "SELECT input_hash, size FROM evaluation_dataset_records WHERE dataset = ? AND input_hash IN (:ids)",
                row -> sizes.put(Objects.requireNonNull(stored.get(row.getString(1))), row.getLong(2)),
                stored.keySet(),
                dataset);
        return sizes;
    }

    /// Adds records, or stores what changed of those that are there.
    ///
    /// @param records by the digests of their inputs
    void store(Map<String, StoredRecord> records) {
        List<@Nullable Object[]> rows = new ArrayList<>(records.size());
        records.forEach((hash, record) -> rows.add(values(hash, record)));
        tx.insertAll(UPSERT, rows);
    }

    private @Nullable Object[] values(String hash, StoredRecord record) {
        String digest = known.get(hash);
        return new @Nullable Object[] {
            dataset,
            record.size(),
            record.recordId(),
            digest == null ? tx.contents().digests(hash).getFirst() : digest,
            stored(record, "inputs", record.inputs()),
            stored(record, "outputs", record.outputs()),
            stored(record, "expectations", record.expectations()),
            record.tags(),
            stored(record, "source", record.source()),
            record.createdTime(),
            record.lastUpdateTime(),
            record.createdBy(),
            record.lastUpdatedBy()
        };
    }

    /// The sizes of the records behind one, in the order in which they came.
    List<Long> sizesAfter(RecordCursor cursor, int most) {
        return tx.query("""
                SELECT size FROM evaluation_dataset_records
                WHERE dataset = ? AND (created_time, record_id) > (?, ?)
                ORDER BY created_time, record_id LIMIT ?
                """, row -> row.getLong(1), dataset, cursor.createdTime(), cursor.recordId(), most);
    }

    /// The records behind one, in the order in which they came.
    List<StoredRecord> after(RecordCursor cursor, int most) {
        return tx.query("SELECT " + COLUMNS + """
                FROM evaluation_dataset_records
                WHERE dataset = ? AND (created_time, record_id) > (?, ?)
                ORDER BY created_time, record_id LIMIT ?
                """, row, dataset, cursor.createdTime(), cursor.recordId(), most);
    }

    /// The number of records that were there to delete.
    int delete(Collection<String> recordIds) {
        return tx.queryIn(
                        "DELETE FROM evaluation_dataset_records WHERE dataset = ? AND record_id IN (:ids) RETURNING id",
                        row -> row.getLong(1),
                        recordIds,
                        dataset)
                .size();
    }
}
