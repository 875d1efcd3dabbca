package dev.cairn.tracking;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Dialect;
import dev.cairn.db.Transaction;
import dev.cairn.series.Chunk;
import dev.cairn.series.Chunks;
import dev.cairn.series.Extent;
import dev.cairn.series.Points;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/// The SQL of metric points: a row a series with its latest point, and the points in chunks.
///
/// The first point of a series has no chunk: it is the latest point, and moves to the row's `first_…` columns when
/// others come. An append reads nothing, so any number of transactions may append to one run.
final class MetricStore {
    private static final BulkInsert UPSERT_SERIES = new BulkInsert(
            "INSERT INTO metric_series (run, name_id, value, is_nan, step, timestamp, chunk, chunk_bytes)",
            List.of(
                    ColumnType.LONG,
                    ColumnType.LONG,
                    ColumnType.DOUBLE,
                    ColumnType.LONG,
                    ColumnType.LONG,
                    ColumnType.LONG,
                    ColumnType.LONG,
                    ColumnType.LONG),
            upsert());
    private static final Map<Dialect, BulkInsert> INSERT_CHUNKS =
            Map.of(Dialect.SQLITE, insertChunks("CAST(%s AS BLOB)"), Dialect.POSTGRES, insertChunks("%s"));

    private final Transaction tx;

    MetricStore(Transaction tx) {
        this.tx = tx;
    }

    /// A new series takes the row as it is. In an older one a single piece of points goes into the last chunk if it
    /// fits; all else begins a new one.
    private static String upsert() {
        String later = "(excluded.step, excluded.timestamp, excluded.value, excluded.is_nan)"
                + " >= (metric_series.step, metric_series.timestamp, metric_series.value, metric_series.is_nan)";
        String fits = "metric_series.chunk >= 0 AND excluded.chunk <= 0"
                + " AND metric_series.chunk_bytes + excluded.chunk_bytes <= " + Chunks.MAX_BYTES;
        return """
            ON CONFLICT (run, name_id) DO UPDATE SET
              value = CASE WHEN %1$s THEN excluded.value ELSE metric_series.value END,
              is_nan = CASE WHEN %1$s THEN excluded.is_nan ELSE metric_series.is_nan END,
              step = CASE WHEN %1$s THEN excluded.step ELSE metric_series.step END,
              timestamp = CASE WHEN %1$s THEN excluded.timestamp ELSE metric_series.timestamp END,
              chunk = CASE WHEN %2$s THEN metric_series.chunk
                WHEN excluded.chunk > 0 THEN metric_series.chunk + excluded.chunk + 1
                ELSE metric_series.chunk + 1 END,
              chunk_bytes = CASE WHEN %2$s THEN metric_series.chunk_bytes + excluded.chunk_bytes
                ELSE excluded.chunk_bytes END,
              first_value = CASE WHEN metric_series.chunk >= 0 THEN metric_series.first_value
                WHEN metric_series.is_nan = 1 THEN NULL ELSE metric_series.value END,
              first_step = CASE WHEN metric_series.chunk >= 0 THEN metric_series.first_step
                ELSE metric_series.step END,
              first_timestamp = CASE WHEN metric_series.chunk >= 0 THEN metric_series.first_timestamp
                ELSE metric_series.timestamp END
            RETURNING run, name_id, chunk
            """.formatted(later, fits);
    }

    /// Appends points to series; at least one to each.
    void append(SortedMap<RunKey, Points> bySeries) {
        Map<RunKey, List<Chunk>> pieces = HashMap.newHashMap(bySeries.size());
        List<Object[]> rows = new ArrayList<>(bySeries.size());
        bySeries.forEach((key, points) -> {
            List<Chunk> own = Chunks.of(points);
            pieces.put(key, own);
            rows.add(row(key, points, own));
        });
        List<Object[]> chunks = new ArrayList<>();
        tx.insertAll(UPSERT_SERIES, rows, row -> {
            RunKey key = new RunKey(row.getLong(1), row.getLong(2));
            addChunks(key, row.getLong(3), Objects.requireNonNull(pieces.get(key)), chunks);
            return key;
        });
        tx.insertAll(Objects.requireNonNull(INSERT_CHUNKS.get(tx.dialect())), chunks);
    }

    /// The row of a series that has these points alone. A single point needs no chunk; `chunk_bytes` is what it takes
    /// in one.
    private static Object[] row(RunKey key, Points points, List<Chunk> pieces) {
        int latest = points.latest();
        double value = points.value(latest);
        return new Object[] {
            key.run(),
            key.name(),
            Double.isNaN(value) ? 0.0 : value,
            Double.isNaN(value) ? 1L : 0L,
            points.step(latest),
            points.timestamp(latest),
            points.size() == 1 ? -1L : pieces.size() - 1L,
            (long) pieces.getLast().length()
        };
    }

    private static void addChunks(RunKey key, long last, List<Chunk> pieces, List<Object[]> rows) {
        long number = last - pieces.size() + 1;
        for (Chunk piece : pieces) {
            if (number >= 0) {
                rows.add(new Object[] {
                    key.run(),
                    key.name(),
                    number,
                    piece.points(),
                    piece.steps().least(),
                    piece.steps().greatest(),
                    piece.times().least(),
                    piece.times().greatest()
                });
            }
            number++;
        }
    }

    private static BulkInsert insertChunks(String joined) {
        return new BulkInsert(
                "INSERT INTO metric_chunks"
                        + " (run, name_id, chunk, points, least_step, greatest_step, least_time, greatest_time)",
                List.of(
                        ColumnType.LONG,
                        ColumnType.LONG,
                        ColumnType.LONG,
                        ColumnType.BYTES,
                        ColumnType.LONG,
                        ColumnType.LONG,
                        ColumnType.LONG,
                        ColumnType.LONG),
                """
                ON CONFLICT (run, name_id, chunk) DO UPDATE SET
                  points = %s, least_step = %s, greatest_step = %s, least_time = %s, greatest_time = %s
                """.formatted(
                                joined.formatted("metric_chunks.points || excluded.points"),
                                further("least_step", "<"),
                                further("greatest_step", ">"),
                                further("least_time", "<"),
                                further("greatest_time", ">")));
    }

    /// The end of an extent that takes in another; NULL, for not known, where it was that.
    private static String further(String column, String operator) {
        return "CASE WHEN excluded.%1$s %2$s metric_chunks.%1$s THEN excluded.%1$s ELSE metric_chunks.%1$s END"
                .formatted(column, operator);
    }

    /// All points of a series, in the order they arrived.
    Points points(RunKey key) {
        Points points = new Points();
        read(key, points);
        return points;
    }

    /// The same, in the place of what was in them.
    void read(RunKey key, Points points) {
        read(key, "", List.of(), points);
    }

    /// The points of chunks that have some within steps or times (ms), in the place of what was in them: others as
    /// well, but none of those within is left out.
    void readWithin(RunKey key, Side side, Extent extent, Points points) {
        read(key, side.within, List.of(extent.least(), extent.greatest()), points);
    }

    /// By what points are looked for.
    enum Side {
        STEP("step"),
        TIME("time");

        private final String within;

        Side(String column) {
            within = " AND (least_%1$s IS NULL OR greatest_%1$s >= ? AND least_%1$s <= ?)".formatted(column);
        }
    }

    private void read(RunKey key, String within, List<Long> ends, Points points) {
        points.clear();
        boolean isThere = tx.find(
                        """
                SELECT value, is_nan, step, timestamp, chunk, first_value, first_step, first_timestamp
                FROM metric_series WHERE run = ? AND name_id = ?
                """,
                        row -> {
                            addWithoutChunks(row, points);
                            return true;
                        },
                        key.run(),
                        key.name())
                .isPresent();
        if (isThere) {
            tx.query(
                    "SELECT points FROM metric_chunks WHERE run = ? AND name_id = ?" + within + " ORDER BY chunk",
                    row -> {
                        points.addChunk(row.getBytes(1));
                        return true;
                    },
                    Stream.concat(Stream.of(key.run(), key.name()), ends.stream())
                            .toArray());
        }
    }

    /// All series of runs, by the runs' numbers and the names of the metrics.
    Map<Long, Map<String, Points>> ofRuns(long[] runs, LongFunction<String> names) {
        Map<RunKey, Points> found = new HashMap<>();
        tx.queryIn("""
                SELECT run, name_id, value, is_nan, step, timestamp, chunk, first_value, first_step, first_timestamp
                FROM metric_series WHERE run IN (:ids)
                """, row -> found.put(new RunKey(row.getLong(1), row.getLong(2)), withoutChunks(row)), runs);
        tx.queryIn(
                "SELECT run, name_id, points FROM metric_chunks WHERE run IN (:ids) ORDER BY run, name_id, chunk",
                row -> {
                    Objects.requireNonNull(found.get(new RunKey(row.getLong(1), row.getLong(2))))
                            .addChunk(row.getBytes(3));
                    return true;
                },
                runs);
        Map<Long, Map<String, Points>> series = new HashMap<>();
        found.forEach((key, points) ->
                series.computeIfAbsent(key.run(), run -> new TreeMap<>()).put(names.apply(key.name()), points));
        return series;
    }

    private static Points withoutChunks(ResultSet row) throws SQLException {
        Points points = new Points();
        addWithoutChunks(row, points);
        return points;
    }

    private static void addWithoutChunks(ResultSet row, Points points) throws SQLException {
        if (row.getLong("chunk") < 0) {
            double value = row.getInt("is_nan") == 1 ? Double.NaN : row.getDouble("value");
            points.add(row.getLong("step"), row.getLong("timestamp"), value);
            return;
        }
        long step = row.getLong("first_step");
        if (!row.wasNull()) {
            long timestamp = row.getLong("first_timestamp");
            double value = row.getDouble("first_value");
            points.add(step, timestamp, row.wasNull() ? Double.NaN : value);
        }
    }
}
