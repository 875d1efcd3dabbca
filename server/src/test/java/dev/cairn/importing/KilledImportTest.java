package dev.cairn.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.ReadOnlyDatabase;
import dev.cairn.importing.transfer.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import that is killed leaves whole runs only, and goes on with the others.
final class KilledImportTest {
    private static final int RUNS = 4_000;

    @TempDir
    private Path folder;

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
        DatabaseUrl.Sqlite target = new DatabaseUrl.Sqlite(folder.resolve("data/cairn.db"));

        Process process = start(old.source(), folder.resolve("data"));
        awaitRuns(target, process);
        process.destroyForcibly().waitFor();
        long stored = runs(target);

        assertThat(stored).as("killed in the middle").isBetween(1L, RUNS - 1L);
        try (Here here = new Here(target, folder.resolve("data/artifacts"))) {
            Report report = here.take(old.source());
            assertThat(report.isClean()).as(report.text()).isTrue();
            assertThat(report.text())
                    .contains("%,d  runs that were here already".formatted(stored))
                    .contains("%,d  runs imported".formatted(RUNS - stored));
        }
    }

    private static Process start(String source, Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.cairn.Main",
                        "import",
                        source,
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitRuns(DatabaseUrl.Sqlite target, Process process) {
        while (process.isAlive() && runs(target) == 0) {
            Thread.onSpinWait();
        }
    }

    /// How many runs are stored, 0 while there is no such table.
    private static long runs(DatabaseUrl.Sqlite target) {
        if (!Files.exists(target.file())) {
            return 0;
        }
        try (ReadOnlyDatabase database = ReadOnlyDatabase.open(target)) {
            return database.columns("runs").isEmpty()
                    ? 0
                    : database.find("SELECT COUNT(*) FROM runs", row -> row.getLong(1))
                            .orElse(0L);
        }
    }
}
