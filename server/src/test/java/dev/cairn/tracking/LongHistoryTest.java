package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.Database;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.GetMetricHistoryBulkInterval;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.MetricWithRunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Millions of points in one run: a hundred series, logged step by step in batches of a thousand.
@Tag("heavy")
class LongHistoryTest {
    private static final int KEYS = 100;
    private static final int STEPS_PER_BATCH = 10;
    private static final int MAX_BYTES_PER_POINT = 40;
    private static final int SAMPLE = 320;
    private static final Logger LOG = LoggerFactory.getLogger(LongHistoryTest.class);

    @Test
    void tenMillionPointsOnSqlite() throws IOException {
        DatabaseUrl url = TestDatabase.SQLITE.empty();
        Path file = ((DatabaseUrl.Sqlite) url).file();
        check(url, 100_000);
        // Closed, the database is in the one file.
        assertSize("SQLite", Files.size(file), 100_000);
    }

    @Test
    void twoMillionPointsOnPostgres() {
        DatabaseUrl url = TestDatabase.POSTGRES.empty();
        long empty = size(url);
        check(url, 20_000);
        assertSize("PostgreSQL", size(url) - empty, 20_000);
    }

    /// The bytes of a PostgreSQL database with its schema.
    private static long size(DatabaseUrl url) {
        try (Database database = Database.open(url)) {
            return database.read(tx -> tx.number("SELECT pg_database_size(current_database())"));
        }
    }

    private static void check(DatabaseUrl url, int steps) {
        try (Database database = Database.open(url)) {
            Tracker tracker = new Tracker(database);
            String run = tracker.run();
            for (int from = 0; from < steps; from += STEPS_PER_BATCH) {
                tracker.log(run, batch(from));
            }
            for (int key : new int[] {0, KEYS / 2, KEYS - 1}) {
                assertHistory(tracker.history(run, name(key)), key, steps);
                assertSample(sample(tracker, run, key), key, steps);
            }
            assertThat(tracker.get(run).data().metrics())
                    .hasSize(KEYS)
                    .allMatch(latest -> latest.step() != null && latest.step() == steps - 1);
        }
    }

    private static void assertHistory(List<Metric> history, int key, int steps) {
        assertThat(history).hasSize(steps);
        for (int step = 0; step < steps; step++) {
            assertThat(history.get(step)).isEqualTo(point(key, step));
        }
    }

    private static void assertSample(List<MetricWithRunId> sample, int key, int steps) {
        assertThat(sample).hasSize(SAMPLE);
        assertThat(sample.getFirst().step()).isZero();
        assertThat(sample.getLast().step()).isEqualTo(steps - 1);
        assertThat(sample).isSortedAccordingTo((a, b) -> Long.compare(a.step(), b.step()));
        assertThat(sample.stream().map(MetricWithRunId::step)).doesNotHaveDuplicates();
        assertThat(sample)
                .allMatch(it ->
                        it.value() == point(key, Math.toIntExact(it.step())).value());
    }

    private static List<MetricWithRunId> sample(Tracker tracker, String run, int key) {
        return tracker.metrics
                .bulkInterval(
                        tracker.caller, new GetMetricHistoryBulkInterval(List.of(run), name(key), null, null, SAMPLE))
                .metrics();
    }

    private static void assertSize(String database, long bytes, int steps) {
        double each = (double) bytes / KEYS / steps;
        LOG.warn("{}: {} points in {} bytes, {} bytes a point", database, KEYS * steps, bytes, each);
        assertThat(each).as("bytes a point").isLessThanOrEqualTo(MAX_BYTES_PER_POINT);
    }

    private static List<Metric> batch(int from) {
        List<Metric> batch = new ArrayList<>();
        for (int step = from; step < from + STEPS_PER_BATCH; step++) {
            for (int key = 0; key < KEYS; key++) {
                batch.add(point(key, step));
            }
        }
        return batch;
    }

    /// A loss that falls, with noise in every bit, about four times a second.
    private static Metric point(int key, int step) {
        double value = (key + 1) / (1 + step * 0.001) + Math.sin(step * 12.9898 + key * 78.233) * 0.01;
        return Tracker.point(name(key), value, 1_700_000_000_000L + step * 250L + (step * 31L + key) % 7, step);
    }

    private static String name(int key) {
        return "loss/" + key;
    }
}
