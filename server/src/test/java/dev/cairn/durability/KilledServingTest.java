package dev.cairn.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a server that serves a model.
@NullMarked
class KilledServingTest {
    private static final Path MODEL = Path.of("..", "scoring", "src", "test", "resources", "models", "classifier");
    private static final String ENDPOINT = "/api/2.0/serving-endpoints";
    private static final String ROLLOUT = "/api/3.0/cairn/serving-endpoints/flowers/rollout";

    @Test
    void whatWasServedIsServedAgain(@TempDir Path data) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            try (ServerProcess server = ServerProcess.start(data)) {
                Client client = new Client(http, server.address());
                register(client, data);
                client.post(
                        ENDPOINT,
                        "{\"name\": \"flowers\", \"config\": {\"served_entities\": [{\"entity_name\": \"iris\", \"entity_version\": \"1\"}]}}");
                assertThat(answer(client)).isEqualTo(200);
                server.kill();
            }
            try (ServerProcess server = ServerProcess.start(data)) {
                Client client = new Client(http, server.address());
                assertThat(answer(client)).isEqualTo(200);
                Reply endpoint = client.get(ENDPOINT + "/flowers");
                assertThat(endpoint.json().at("/config/config_version").asLong())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void sharesAliasesAndARolloutGoOnWhereTheyWere(@TempDir Path data) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            try (ServerProcess server = ServerProcess.start(data)) {
                Client client = new Client(http, server.address());
                register(client, data);
                register(client, data);
                client.post("registered-models/alias", "{\"name\": \"iris\", \"alias\": \"next\", \"version\": \"2\"}");
                client.post(ENDPOINT, """
                        {"name": "flowers", "config": {"served_entities": [
                          {"name": "old", "entity_name": "iris", "entity_version": "1"},
                          {"name": "new", "entity_name": "iris", "entity_version": "@next"}],
                         "traffic_config": {"routes": [
                          {"served_model_name": "old", "traffic_percentage": 100},
                          {"served_model_name": "new", "traffic_percentage": 0}]}}}
                        """);
                assertThat(answer(client)).isEqualTo(200);
                Reply started =
                        client.post(ROLLOUT, "{\"entity\": \"new\", \"steps\": [40, 100], \"hold_seconds\": 3600}");
                assertThat(started.status()).as(started.text()).isEqualTo(200);
                server.kill();
            }
            try (ServerProcess server = ServerProcess.start(data)) {
                Client client = new Client(http, server.address());
                assertThat(answer(client)).isEqualTo(200);
                Reply endpoint = client.get(ENDPOINT + "/flowers");
                assertThat(endpoint.json()
                                .at("/cairn_shares/1/traffic_percentage")
                                .asInt())
                        .as(endpoint.text())
                        .isEqualTo(40);
                assertThat(endpoint.json()
                                .at("/config/served_entities/1/served_version")
                                .asString())
                        .isEqualTo("2");
                assertThat(client.get(ROLLOUT).json().at("/state").asString()).isEqualTo("RUNNING");
                Reply promoted = client.post(ROLLOUT + "/promote", "{}");
                assertThat(promoted.json().at("/state").asString())
                        .as(promoted.text())
                        .isEqualTo("DONE");
            }
        }
    }

    /// What an endpoint answers once it serves something.
    private static int answer(Client client) throws IOException, InterruptedException {
        while (true) {
            int status = client.post("/serving-endpoints/flowers/invocations", "{\"inputs\": [[5.1, 3.5, 1.4, 0.2]]}")
                    .status();
            if (status != 503) {
                return status;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /// The files of a run lie in the server's folder.
    private static void register(Client client, Path data) throws IOException, InterruptedException {
        String run = client.createRun();
        Path folder = Files.createDirectories(data.resolve("artifacts/0/%s/artifacts/model".formatted(run)));
        try (Stream<Path> files = Files.list(MODEL)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        client.post("registered-models/create", "{\"name\": \"iris\"}");
        client.post(
                "model-versions/create",
                "{\"name\": \"iris\", \"source\": \"runs:/%s/model\", \"run_id\": \"%s\"}".formatted(run, run));
    }
}
