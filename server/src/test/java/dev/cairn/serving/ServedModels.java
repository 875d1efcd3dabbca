package dev.cairn.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Models of a running server that endpoints can serve, and what one asks of endpoints.
public final class ServedModels {
    public static final String ENDPOINTS = "/api/2.0/serving-endpoints";
    public static final String CATALOGUE = "/api/2.0/mlflow/unity-catalog/";
    private static final Path MODELS = Path.of("..", "scoring", "src", "test", "resources", "models");
    private static final long TURN_NANOS = 20_000_000;

    private final RunningServer server;
    private final List<String> headers;

    /// @param headers of each request, such as who sends it
    public ServedModels(RunningServer server, String... headers) {
        this.server = server;
        this.headers = List.of(headers);
    }

    /// Registers a version with the files of one of the models that scoring is tested with.
    ///
    /// @return its number
    public String register(String name, String model) throws IOException {
        return register(name, MODELS.resolve(model));
    }

    /// Registers a version with the files of a folder.
    public String register(String name, Path model) throws IOException {
        String run = json("POST", RunningServer.API + "runs/create", "{\"experiment_id\": \"0\"}")
                .json()
                .at("/run/info/run_id")
                .asString();
        try (Stream<Path> files = Files.list(model)) {
            for (Path file : files.toList()) {
                Reply stored = send(Request.of(
                                "PUT",
                                "%s/0/%s/artifacts/model/%s".formatted(RunningServer.FILES, run, file.getFileName()))
                        .body(Files.readAllBytes(file)));
                assertThat(stored.status()).isEqualTo(200);
            }
        }
        json("POST", RunningServer.API + "registered-models/create", "{\"name\": \"%s\"}".formatted(name));
        return json(
                        "POST",
                        RunningServer.API + "model-versions/create",
                        "{\"name\": \"%s\", \"source\": \"runs:/%s/model\", \"run_id\": \"%s\"}"
                                .formatted(name, run, run))
                .json()
                .at("/model_version/version")
                .asString();
    }

    public void alias(String name, String alias, String version) throws IOException {
        Reply set = json(
                "POST",
                RunningServer.API + "registered-models/alias",
                "{\"name\": \"%s\", \"alias\": \"%s\", \"version\": \"%s\"}".formatted(name, alias, version));
        assertThat(set.status()).isEqualTo(200);
    }

    /// Copies version 1 of a model of the workspace to one of the catalogue, and waits until it is ready.
    public void promote(String name, String governed) throws IOException {
        String version = json(
                        "POST",
                        "/api/3.0/cairn/registry/promote",
                        "{\"name\": \"%s\", \"version\": \"1\", \"to_name\": \"%s\"}".formatted(name, governed))
                .json()
                .at("/model_version/version")
                .asString();
        String copy = CATALOGUE + "model-versions/get?name=%s&version=%s".formatted(governed, version);
        while (!json("GET", copy, "").text().contains("READY")) {
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    public Reply create(String endpoint, String config) throws IOException {
        return json("POST", ENDPOINTS, "{\"name\": \"%s\", \"config\": %s}".formatted(endpoint, config));
    }

    /// The configuration of an endpoint that serves one version, or what an alias means.
    static String config(String model, String version) {
        return "{\"served_entities\": [{\"entity_name\": \"%s\", \"entity_version\": \"%s\"}]}"
                .formatted(model, version);
    }

    public Reply update(String endpoint, String config) throws IOException {
        return json("PUT", "%s/%s/config".formatted(ENDPOINTS, endpoint), config);
    }

    public Reply get(String endpoint) throws IOException {
        return send(Request.of("GET", "%s/%s".formatted(ENDPOINTS, endpoint)));
    }

    /// Waits until an endpoint is no longer being updated, and returns it.
    public Reply settled(String endpoint) throws IOException {
        while (true) {
            Reply now = get(endpoint);
            if (!now.json().at("/state/config_update").asString().equals("IN_PROGRESS")
                    && !now.text().contains("DEPLOYMENT_CREATING")
                    && !now.text().contains("DEPLOYMENT_RECOVERING")) {
                return now;
            }
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    /// What the inference table of an endpoint has of a request, which is answered before it is kept.
    public JsonNode kept(String endpoint, String request) throws IOException {
        while (true) {
            Reply reply = send(
                    Request.of("GET", "/api/3.0/cairn/serving-endpoints/%s/payloads/%s".formatted(endpoint, request)));
            if (reply.status() == 200) {
                return reply.json();
            }
            assertThat(reply.status()).as(reply.text()).isEqualTo(404);
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    public Reply ask(String endpoint, double... row) throws IOException {
        return json(
                "POST",
                "/serving-endpoints/%s/invocations".formatted(endpoint),
                "{\"inputs\": [%s]}".formatted(Arrays.toString(row)));
    }

    public Reply json(String method, String target, String body) throws IOException {
        return send(Request.json(method, target, body));
    }

    private Reply send(Request request) throws IOException {
        Request whole = request;
        for (String header : headers) {
            whole = whole.with(header);
        }
        return server.send(whole);
    }
}
