package dev.cairn.evaluation;

import static dev.cairn.db.ColumnType.LONG;
import static dev.cairn.db.ColumnType.TEXT;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The SQL of the records of one data set, which was found in the caller's workspace.
final class DatasetRecordStore {
    private static final String COLUMNS = """
            record_id, input_hash, inputs, outputs, expectations, tags, source, created_time, last_update_time,
            created_by, last_updated_by
            """;

    private static final Row<StoredRecord> ROW = row -> new StoredRecord(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getLong(8),
            row.getLong(9),
            row.getString(10),
            row.getString(11));

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

    DatasetRecordStore(Transaction tx, long dataset) {
        this.tx = tx;
        this.dataset = dataset;
    }

    /// The records with these inputs, by their hash.
    Map<String, StoredRecord> withInputs(Collection<String> hashes) {
        Map<String, StoredRecord> found = new HashMap<>();
        tx.queryIn(
                        "SELECT " + COLUMNS
                                + "FROM evaluation_dataset_records WHERE dataset = ? AND input_hash IN (:ids)",
                        ROW,
                        hashes,
                        dataset)
                .forEach(record -> found.put(record.inputHash(), record));
        return found;
    }

    /// The characters of the records with these inputs, by their hash.
    Map<String, Long> sizesWithInputs(Collection<String> hashes) {
        Map<String, Long> sizes = new HashMap<>();
        tx.queryIn(
                "SELECT input_hash, size FROM evaluation_dataset_records WHERE dataset = ? AND input_hash IN (:ids)",
                row -> sizes.put(row.getString(1), row.getLong(2)),
                hashes,
                dataset);
        return sizes;
    }

    /// Adds records, or stores what changed of those that are there.
    void store(Collection<StoredRecord> records) {
        tx.insertAll(UPSERT, records.stream().map(this::row).toList());
    }

    private @Nullable Object[] row(StoredRecord record) {
        return new @Nullable Object[] {
            dataset,
            record.size(),
            record.recordId(),
            record.inputHash(),
            record.inputs(),
            record.outputs(),
            record.expectations(),
            record.tags(),
            record.source(),
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
                """, ROW, dataset, cursor.createdTime(), cursor.recordId(), most);
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
