package dev.cairn.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.ReadOnlyDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.importing.transfer.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import that is killed leaves whole runs and traces only, and goes on with the others.
@OnEachDatabase
final class KilledImportTest {
    private static final int RUNS = 4_000;
    private static final int TRACES = 4_000;

    private static final int TRIES = 20;

    private final TestDatabase kind;

    @TempDir
    private Path folder;

    KilledImportTest(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    void anImportThatWasKilledGoesOnWithWhatIsMissing() throws IOException, InterruptedException {
        OldServer old = OldServer.with(new DatabaseUrl.Sqlite(folder.resolve("mlflow.db")), "mlflow-3.sql");
        old.execute(
                "INSERT INTO experiments VALUES (1, 'many', '', 'active', 1, 1, 'default')", """
                INSERT INTO runs
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                SELECT printf('%%032x', i * 7919), 'run ' || i, 'UNKNOWN', '', '', '', 'FINISHED', i, i, '', 'active', '', 1, NULL
                FROM n
                """.formatted(RUNS), """
                INSERT INTO metrics
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
                SELECT 'loss', n.i / 7.0, n.i, run_uuid, n.i, 0 FROM runs, n
                """);

        Killed killed = killInAnImport(old, "runs", RUNS);
        long stored = killed.count("runs");

        assertThat(stored).as("killed in the middle").isBetween(1L, RUNS - 1L);
        try (Here here = killed.here()) {
            Report report = here.take(old.source());
            assertThat(report.isClean()).as(report.text()).isTrue();
            assertThat(report.text())
                    .contains("%,d  runs that were here already".formatted(stored))
                    .contains("%,d  runs imported".formatted(RUNS - stored));
        }
    }

    @Test
    void tracesOfAnImportThatWasKilledAreWholeOrMissing() throws IOException, InterruptedException {
        OldServer old = OldServer.with(new DatabaseUrl.Sqlite(folder.resolve("mlflow.db")), "mlflow-3.sql");
        old.execute(
                "INSERT INTO experiments VALUES (1, 'many', '', 'active', 1, 1, 'default')",
                """
                INSERT INTO trace_info (request_id, experiment_id, timestamp_ms, status)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                SELECT printf('tr-%%032x', i * 7919), 1, i, 'OK' FROM n
                """.formatted(TRACES),
                """
                INSERT INTO trace_tags SELECT 'mlflow.trace.spansLocation', 'TRACKING_STORE', request_id FROM trace_info
                """,
                """
                INSERT INTO spans
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5)
                SELECT request_id, 1, printf('%016x', i), NULL, 'step', 'TOOL', 'OK', i, i,
                  '{"trace_id": "' || request_id || '", "span_id": "' || printf('%016x', i) || '", "parent_span_id": null, '
                  || '"name": "step", "start_time_unix_nano": 1, "end_time_unix_nano": 2, "events": [], '
                  || '"status": {"code": "OK", "message": ""}, "attributes": {"k": "\\"v\\""}}'
                FROM trace_info, n
                """,
                """
                INSERT INTO assessments (assessment_id, trace_id, name, assessment_type, value, created_timestamp,
                  last_updated_timestamp, source_type, valid)
                SELECT 'a' || request_id, request_id, 'good', 'feedback', 'true', 1, 1, 'HUMAN', 1 FROM trace_info
                """);

        Killed killed = killInAnImport(old, "traces", TRACES);
        long stored = killed.count("traces");

        assertThat(stored).as("killed in the middle").isBetween(1L, TRACES - 1L);
        assertThat(killed.count("spans")).isEqualTo(5 * stored);
        assertThat(killed.count("assessments")).isEqualTo(stored);
        try (Here here = killed.here()) {
            Report report = here.take(old.source());
            assertThat(report.isClean()).as(report.text()).isTrue();
            assertThat(report.text())
                    .contains("%,d  traces that were here already".formatted(stored))
                    .contains("%,d  traces imported".formatted(TRACES - stored));
        }
    }

    /// Imports until a table has rows, and kills the import. One that was faster than the kill has
    /// brought them all, and the next is tried, with a database and a folder of its own.
    private Killed killInAnImport(OldServer old, String table, int all) throws IOException, InterruptedException {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Killed killed = new Killed(kind.empty(), folder.resolve("data" + attempt));
            Process process = start(old.source(), killed);
            while (process.isAlive() && killed.count(table) == 0) {
                Thread.sleep(5); // to leave the processor to the import
            }
            process.destroyForcibly().waitFor();
            kind.endSessions(killed.target);
            if (killed.count(table) < all) {
                return killed;
            }
        }
        return fail("No kill came before the end of an import.");
    }

    private static Process start(String source, Killed into) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.cairn.Main",
                        "import",
                        source,
                        "--data",
                        into.data.toString(),
                        "--backend-store-uri",
                        into.target.toString().replaceFirst("^jdbc:", ""))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// What a killed import has left.
    ///
    /// @param data the folder of the server
    private record Killed(DatabaseUrl target, Path data) {
        Here here() throws IOException {
            return new Here(target, data.resolve("artifacts"));
        }

        /// How many rows a table has, 0 while there is none.
        long count(String table) {
            if (target instanceof DatabaseUrl.Sqlite(Path file) && !Files.exists(file)) {
                return 0;
            }
            try (ReadOnlyDatabase database = ReadOnlyDatabase.open(target)) {
                return database.columns(table).isEmpty()
                        ? 0
                        : database.find("SELECT COUNT(*) FROM " + table, row -> row.getLong(1))
                                .orElse(0L);
            }
        }
    }
}
