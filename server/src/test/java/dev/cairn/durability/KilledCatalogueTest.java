package dev.cairn.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.cairn.Reply;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Kills between the first file of a version of the catalogue and its end: in a copy that the server makes, and in a
/// registration of a client.
@NullMarked
class KilledCatalogueTest {
    private static final String CATALOGUE = "/api/2.0/mlflow/unity-catalog/";
    private static final String MODEL = "main.default.churn";
    private static final int FILES = 400;
    private static final int TRIES = 20;

    @Test
    void whatAKillLeavesOfACopyIsUsedByNobodyAndAskingAgainIsEnough(@TempDir Path data)
            throws IOException, InterruptedException {
        assertCopiedAgain(data);
    }

    @Test
    void theSameOnPostgres(@TempDir Path folder) throws IOException, InterruptedException {
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"))) {
            assertCopiedAgain(folder.resolve("data"), "--backend-store-uri", postgres.uri());
        }
    }

    @Test
    void aClientFinishesWhatItSentBeforeAKill(@TempDir Path data) throws IOException, InterruptedException {
        assertFinished(data);
    }

    @Test
    void onPostgresToo(@TempDir Path folder) throws IOException, InterruptedException {
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"))) {
            assertFinished(folder.resolve("data"), "--backend-store-uri", postgres.uri());
        }
    }

    private static void assertCopiedAgain(Path data, String... flags) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                Client client = new Client(http, server.address());
                String run = client.createRun();
                Path model = data.resolve("artifacts/0").resolve(run).resolve("artifacts/model");
                Files.createDirectories(model);
                for (int file = 0; file < FILES; file++) {
                    Files.writeString(model.resolve("part-%d".formatted(file)), run);
                }
                client.post("registered-models/create", "{\"name\": \"churn\"}");
                client.post(
                        "model-versions/create",
                        "{\"name\": \"churn\", \"source\": \"runs:/%1$s/model\", \"run_id\": \"%1$s\"}".formatted(run));
            }
            int broken = killInACopy(http, data, flags);
            String next = Integer.toString(broken + 1);
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                Client client = new Client(http, server.address());
                assertNotUsed(client, broken);
                assertThat(promote(client).at("/model_version/version").asString())
                        .isEqualTo(next);
                assertThat(awaitEnd(client, next)).isEqualTo("READY");
                assertThat(listed(client, next)).isEqualTo(FILES);
                assertNotUsed(client, broken);
            }
        }
    }

    /// Kills a server that copies a version. One that was faster than the kill has all its files, and the next is
    /// tried.
    ///
    /// @return the version of which files are missing
    private static int killInACopy(HttpClient http, Path data, String... flags)
            throws IOException, InterruptedException {
        for (int version = 1; version <= TRIES; version++) {
            long before = copies(data);
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                promote(new Client(http, server.address()));
                awaitCopies(data, before + 1);
                server.kill();
            }
            if (copies(data) < before + FILES) {
                return version;
            }
        }
        return fail("No kill came before the end of a copy.");
    }

    /// The version is there, pending.
    private static void assertNotUsed(Client client, int version) throws IOException, InterruptedException {
        assertThat(status(client, Integer.toString(version))).isEqualTo("PENDING_REGISTRATION");
        assertThat(client.get("/api/2.0/fs/files/Models/main/default/churn/%d/part-0".formatted(version))
                        .status())
                .isEqualTo(400);
        assertThat(client.get("/api/2.0/fs/directories/Models/main/default/churn/%d".formatted(version))
                        .status())
                .isEqualTo(400);
        assertThat(client.post(
                                CATALOGUE + "registered-models/alias",
                                "{\"name\": \"%s\", \"alias\": \"champion\", \"version\": \"%d\"}"
                                        .formatted(MODEL, version))
                        .field("error_code"))
                .isEqualTo("INVALID_STATE");
    }

    private static void assertFinished(Path data, String... flags) throws IOException, InterruptedException {
        String file = "/api/2.0/fs/files/Models/main/default/churn/1/";
        try (HttpClient http = HttpClient.newHttpClient()) {
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                Client client = new Client(http, server.address());
                client.post(CATALOGUE + "registered-models/create", "{\"name\": \"%s\"}".formatted(MODEL));
                client.post(
                        CATALOGUE + "model-versions/create",
                        "{\"name\": \"%1$s\", \"source\": \"runs:/%2$s/model\", \"run_id\": \"%2$s\"}"
                                .formatted(MODEL, client.createRun()));
                client.put(file + "MLmodel", "flavors: {}");
                server.kill();
            }
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                Client client = new Client(http, server.address());
                assertThat(status(client, "1")).isEqualTo("PENDING_REGISTRATION");
                client.put(file + "model.pkl", "bytes");
                client.post(
                        CATALOGUE + "model-versions/finalize",
                        "{\"name\": \"%s\", \"version\": \"1\"}".formatted(MODEL));
                assertThat(status(client, "1")).isEqualTo("READY");
                assertThat(client.get(file + "MLmodel").text()).isEqualTo("flavors: {}");
                assertThat(client.get(file + "model.pkl").text()).isEqualTo("bytes");
            }
        }
    }

    private static JsonNode promote(Client client) throws IOException, InterruptedException {
        Reply begun = client.post(
                "/api/3.0/cairn/registry/promote",
                "{\"name\": \"churn\", \"version\": \"1\", \"to_name\": \"%s\"}".formatted(MODEL));
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        return begun.json();
    }

    private static String awaitEnd(Client client, String version) throws IOException, InterruptedException {
        String status = status(client, version);
        while (status.equals("PENDING_REGISTRATION")) {
            status = status(client, version);
        }
        return status;
    }

    private static String status(Client client, String version) throws IOException, InterruptedException {
        return client.get(CATALOGUE + "model-versions/get?name=%s&version=%s".formatted(MODEL, version))
                .json()
                .at("/model_version/status")
                .asString();
    }

    private static int listed(Client client, String version) throws IOException, InterruptedException {
        return client.get("/api/2.0/fs/directories/Models/main/default/churn/" + version)
                .json()
                .path("contents")
                .size();
    }

    private static void awaitCopies(Path data, long least) throws IOException, InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (copies(data) < least) {
            assertThat(System.nanoTime()).as("the copy begins").isLessThan(end);
            Thread.sleep(1);
        }
    }

    /// How many files of versions of the catalogue there are.
    private static long copies(Path data) throws IOException {
        Path folder = data.resolve("artifacts/workspaces");
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).count();
        }
    }
}
