package dev.cairn.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.cairn.Reply;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a purge while it removes files.
@NullMarked
class KilledPurgeTest {
    private static final int RUNS = 150;
    private static final int POINTS = 20;
    private static final int TRIES = 20;

    @Test
    void aPurgeThatIsKilledIsFinishedByTheNextStart(@TempDir Path data) throws IOException, InterruptedException {
        assertFinished(data);
    }

    @Test
    void theSameOnPostgres(@TempDir Path folder) throws IOException, InterruptedException {
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"))) {
            assertFinished(folder.resolve("data"), "--backend-store-uri", postgres.uri());
        }
    }

    private static void assertFinished(Path data, String... flags) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String kept;
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                Client client = new Client(http, server.address());
                kept = client.createRun();
                client.logMetric(kept, 1);
                storeFile(data, kept);
            }
            List<String> purged = killInAPurge(http, data, flags);
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                Client client = new Client(http, server.address());
                for (String run : purged) {
                    assertThat(client.get("/api/2.0/mlflow/runs/get?run_id=" + run)
                                    .status())
                            .isEqualTo(404);
                }
                awaitFolders(data, 1);
                assertThat(client.steps(kept)).containsExactly(1L);
                assertThat(file(data, kept)).exists();
                Reply trash = client.get("/api/3.0/cairn/trash");
                assertThat(trash.json().path("items")).isEmpty();
            }
        }
    }

    /// Kills a server that purges. One that was faster than the kill has left nothing but the folder
    /// that is kept, and the next is tried, with runs of its own.
    ///
    /// @return all runs that were purged
    private static List<String> killInAPurge(HttpClient http, Path data, String... flags)
            throws IOException, InterruptedException {
        List<String> purged = new ArrayList<>();
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                Client client = new Client(http, server.address());
                for (int i = 0; i < RUNS; i++) {
                    purged.add(deletedRun(client, data));
                }
                assertThat(client.post("/api/3.0/cairn/trash/purge", "{\"everything\": true}")
                                .json()
                                .path("runs")
                                .asInt())
                        .isEqualTo(RUNS);
                awaitFolders(data, RUNS - 5);
                server.kill();
            }
            if (folders(data) > 1) {
                return purged;
            }
        }
        return fail("No kill came before the end of a purge.");
    }

    private static String deletedRun(Client client, Path data) throws IOException, InterruptedException {
        String run = client.createRun();
        client.logMetrics(run, POINTS);
        storeFile(data, run);
        client.post("/api/2.0/mlflow/runs/delete", "{\"run_id\": \"%s\"}".formatted(run));
        return run;
    }

    private static Path file(Path data, String run) {
        return data.resolve("artifacts/0").resolve(run).resolve("artifacts/file");
    }

    private static void storeFile(Path data, String run) throws IOException {
        Files.createDirectories(file(data, run).getParent());
        Files.writeString(file(data, run), run);
    }

    private static void awaitFolders(Path data, int most) throws IOException, InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (folders(data) > most) {
            assertThat(System.nanoTime()).as("the purge goes on").isLessThan(end);
            Thread.sleep(1);
        }
    }

    private static int folders(Path data) throws IOException {
        try (Stream<Path> runs = Files.list(data.resolve("artifacts/0"))) {
            return (int) runs.count();
        }
    }
}
