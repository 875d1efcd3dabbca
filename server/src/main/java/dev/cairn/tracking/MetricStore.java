package dev.cairn.tracking;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.Dialect;
import dev.cairn.db.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The SQL of metric points: a row a series with its latest point, and the points in chunks of about 900 bytes.
///
/// Appending reads a series, so the transaction must be the only one that writes to the run: `RunStore.activeId` sees
/// to that.
final class MetricStore {
    private static final BulkInsert UPSERT_SERIES = new BulkInsert(
            "INSERT INTO metric_series (run, name_id, value, is_nan, step, timestamp, chunk, chunk_bytes)", 8, """
            ON CONFLICT (run, name_id) DO UPDATE SET value = excluded.value, is_nan = excluded.is_nan,
              step = excluded.step, timestamp = excluded.timestamp, chunk = excluded.chunk,
              chunk_bytes = excluded.chunk_bytes
            """);
    private static final BulkInsert INSERT_CHUNKS =
            new BulkInsert("INSERT INTO metric_chunks (run, name_id, chunk, points)", 4, "");
    private static final String SELECT_SERIES = """
            SELECT name_id, value, is_nan, step, timestamp, chunk, chunk_bytes FROM metric_series
            WHERE run = ? AND name_id IN (:ids)
            """;

    private final Transaction tx;
    private final long run;

    MetricStore(Transaction tx, long run) {
        this.tx = tx;
        this.run = run;
    }

    /// Appends points to series, each under the number of its name.
    void append(Map<Long, MetricPoints> bySeries) {
        Map<Long, Series> known = series(bySeries.keySet());
        List<Object[]> rows = new ArrayList<>(bySeries.size());
        List<Object[]> grown = new ArrayList<>(bySeries.size());
        List<Object[]> added = new ArrayList<>();
        bySeries.forEach((name, points) -> {
            Series.Appended appended = known.getOrDefault(name, Series.EMPTY).append(points);
            for (Series.Chunk chunk : appended.chunks()) {
                if (chunk.isNew()) {
                    added.add(new Object[] {run, name, chunk.number(), chunk.points()});
                } else {
                    grown.add(new Object[] {chunk.points(), run, name, chunk.number()});
                }
            }
            rows.add(row(name, appended.series()));
        });
        tx.insertAll(UPSERT_SERIES, rows);
        tx.insertAll(INSERT_CHUNKS, added);
        tx.updateEach(growChunk(), grown);
    }

    private Object[] row(long name, Series series) {
        return new Object[] {
            run,
            name,
            series.value(),
            series.isNan() ? 1 : 0,
            series.step(),
            series.timestamp(),
            series.chunk(),
            series.chunkBytes()
        };
    }

    private Map<Long, Series> series(Set<Long> names) {
        Map<Long, Series> found = new HashMap<>();
        tx.queryIn(
                SELECT_SERIES,
                row -> found.put(
                        row.getLong(1),
                        new Series(
                                row.getDouble(2),
                                row.getInt(3) == 1,
                                row.getLong(4),
                                row.getLong(5),
                                row.getInt(6),
                                row.getInt(7))),
                names.stream().mapToLong(Long::longValue).toArray(),
                run);
        return found;
    }

    private String growChunk() {
        return tx.dialect() == Dialect.SQLITE
                ? "UPDATE metric_chunks SET points = CAST(points || ? AS BLOB) WHERE run = ? AND name_id = ? AND chunk = ?"
                : "UPDATE metric_chunks SET points = points || ? WHERE run = ? AND name_id = ? AND chunk = ?";
    }

    /// All points of a series, in the order they arrived.
    MetricPoints points(long nameId) {
        MetricPoints points = new MetricPoints();
        tx.query(
                "SELECT points FROM metric_chunks WHERE run = ? AND name_id = ? ORDER BY chunk",
                row -> {
                    points.addChunk(row.getBytes(1));
                    return run;
                },
                run,
                nameId);
        return points;
    }
}
