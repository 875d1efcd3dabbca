package dev.cairn.tracking;

import dev.cairn.db.Dialect;
import dev.cairn.db.Transaction;

/// The SQL of metric points: a row a series with its latest point, and the points in chunks of about 900 bytes.
final class MetricStore {
    /// What still fits into a leaf of a clustered SQLite table without an overflow page.
    private static final int CHUNK_BYTES = 900;
    private static final int POINTS_PER_FRAME = 80;

    private static final String UPSERT_SERIES = """
            INSERT INTO metric_series (run, name_id, value, is_nan, step, timestamp, chunk, chunk_bytes)
            VALUES (?, ?, ?, ?, ?, ?, 0, ?)
            ON CONFLICT (run, name_id) DO UPDATE SET
              value = CASE WHEN (excluded.step, excluded.timestamp, excluded.value)
                             >= (metric_series.step, metric_series.timestamp, metric_series.value)
                           THEN excluded.value ELSE metric_series.value END,
              is_nan = CASE WHEN (excluded.step, excluded.timestamp, excluded.value)
                              >= (metric_series.step, metric_series.timestamp, metric_series.value)
                            THEN excluded.is_nan ELSE metric_series.is_nan END,
              step = CASE WHEN (excluded.step, excluded.timestamp) >= (metric_series.step, metric_series.timestamp)
                          THEN excluded.step ELSE metric_series.step END,
              timestamp = CASE WHEN (excluded.step, excluded.timestamp) >= (metric_series.step, metric_series.timestamp)
                               THEN excluded.timestamp ELSE metric_series.timestamp END,
              chunk = metric_series.chunk
                      + CASE WHEN metric_series.chunk_bytes + excluded.chunk_bytes > %1$d THEN 1 ELSE 0 END,
              chunk_bytes = excluded.chunk_bytes
                      + CASE WHEN metric_series.chunk_bytes + excluded.chunk_bytes > %1$d
                             THEN 0 ELSE metric_series.chunk_bytes END
            RETURNING chunk
            """.formatted(CHUNK_BYTES);

    private final Transaction tx;
    private final long run;

    MetricStore(Transaction tx, long run) {
        this.tx = tx;
        this.run = run;
    }

    /// Appends points to a series.
    void append(long nameId, MetricPoints points) {
        for (int from = 0; from < points.size(); from += POINTS_PER_FRAME) {
            appendFrame(nameId, points, from, Math.min(points.size(), from + POINTS_PER_FRAME));
        }
    }

    private void appendFrame(long nameId, MetricPoints points, int from, int to) {
        byte[] frame = MetricFrame.write(points, from, to);
        if (frame.length > CHUNK_BYTES && to - from > 1) {
            int middle = (from + to) >>> 1;
            appendFrame(nameId, points, from, middle);
            appendFrame(nameId, points, middle, to);
            return;
        }
        int latest = latest(points, from, to);
        double value = points.value(latest);
        long chunk = tx.number(
                UPSERT_SERIES,
                run,
                nameId,
                Double.isNaN(value) ? 0 : value,
                Double.isNaN(value) ? 1 : 0,
                points.step(latest),
                points.timestamp(latest),
                frame.length);
        tx.update(appendToChunk(), run, nameId, chunk, frame);
    }

    private String appendToChunk() {
        return tx.dialect() == Dialect.SQLITE
                ? """
                  INSERT INTO metric_chunks (run, name_id, chunk, points) VALUES (?, ?, ?, ?)
                  ON CONFLICT (run, name_id, chunk)
                  DO UPDATE SET points = CAST(metric_chunks.points || excluded.points AS BLOB)
                  """
                : """
                  INSERT INTO metric_chunks (run, name_id, chunk, points) VALUES (?, ?, ?, ?)
                  ON CONFLICT (run, name_id, chunk) DO UPDATE SET points = metric_chunks.points || excluded.points
                  """;
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


    /// The position of the latest point: greatest step, then timestamp, then value.
    private static int latest(MetricPoints points, int from, int to) {
        int latest = from;
        for (int i = from + 1; i < to; i++) {
            if (points.compareByStep(i, latest) >= 0) {
                latest = i;
            }
        }
        return latest;
    }
}
