package dev.cairn.serving;

import static dev.cairn.serving.ServedModels.ENDPOINTS;
import static dev.cairn.serving.ServedModels.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a server tells of how its endpoints do.
class WatchingHttpTest {
    private static final double[] SETOSA = {5.1, 3.5, 1.4, 0.2};
    private static final String NAMES =
            "endpoint_name=\"flowers\",served_model_name=\"iris-1\",served_model_version=\"1\"";
    private static final String LABELS = "{" + NAMES + "}";

    private final RunningServer server = new RunningServer();
    private final ServedModels models = new ServedModels(server);

    @BeforeEach
    void start() throws IOException {
        server.start();
        models.register("iris", "classifier");
        models.create("flowers", config("iris", "1"));
        models.settled("flowers");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private Reply of(String what) throws IOException {
        return server.send(Request.of("GET", "%s/flowers/%s".formatted(ENDPOINTS, what)));
    }

    @Test
    void requestsAreCountedByHowTheyEnded() throws IOException {
        models.ask("flowers", SETOSA);
        models.ask("flowers", SETOSA);
        models.ask("flowers", 1);
        Reply metrics = of("metrics");
        assertThat(metrics.header("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(metrics.text().lines())
                .contains(
                        "request_count_total" + LABELS + " 3",
                        "request_4xx_count_total" + LABELS + " 1",
                        "request_5xx_count_total" + LABELS + " 0",
                        "provisioned_concurrent_requests_total" + LABELS + " 4",
                        "cairn_requests_in_flight" + LABELS + " 0",
                        "cairn_requests_waiting" + LABELS + " 0",
                        "request_latency_ms_count" + LABELS + " 3",
                        "model_queue_time_ms_count" + LABELS + " 3",
                        "model_prediction_latency_ms_count" + LABELS + " 3",
                        "cairn_overhead_ms_count" + LABELS + " 3",
                        "# TYPE request_latency_ms histogram",
                        "request_latency_ms_bucket{" + NAMES + ",le=\"+Inf\"} 3");
        assertThat(metrics.text()).contains("cpu_usage_percentage" + LABELS, "mem_usage_percentage" + LABELS);
    }

    @Test
    void whoLooksOnlyNowSeesHowTheEntityDidBefore() throws IOException {
        models.ask("flowers", SETOSA);
        models.ask("flowers", 1);
        JsonNode history = server.get("/api/3.0/cairn/serving-endpoints/flowers/metrics-history")
                .json();
        JsonNode entity = history.at("/entities/0");
        assertThat(entity.path("name").asString()).isEqualTo("iris-1");
        JsonNode first = entity.at("/moments/0");
        assertThat(first.path("requests").isNumber()).isTrue();
        assertThat(first.path("requests").asLong()).isZero();
        JsonNode last = last(entity);
        assertThat(last.path("requests").asLong()).isEqualTo(2);
        assertThat(last.path("refused").asLong()).isEqualTo(1);
        assertThat(last.path("failed").asLong()).isZero();
        assertThat(last.path("cpu").isNumber()).isTrue();
        assertThat(last.path("memory").isNumber()).isTrue();
        JsonNode latency = last.path("latency");
        assertThat(latency.size()).isEqualTo(history.path("latency_ends_ms").size() + 1);
        assertThat(latency.get(latency.size() - 1).asLong()).isEqualTo(2);
    }

    @Test
    void whatAnAliasBroughtIsCountedApartFromWhatItReplaced() throws IOException {
        models.alias("iris", "champion", "1");
        models.create(
                "followed",
                "{\"served_entities\": [{\"name\": \"e\", \"entity_name\": \"iris\", \"entity_version\": \"@champion\"}]}");
        models.settled("followed");
        models.ask("followed", SETOSA);
        models.ask("followed", SETOSA);
        models.alias("iris", "champion", models.register("iris", "classifier"));
        while (!models.get("followed").text().contains("\"served_version\":\"2\"")) {
            LockSupport.parkNanos(20_000_000);
        }
        models.ask("followed", SETOSA);
        String count = "request_count_total{endpoint_name=\"followed\",served_model_name=\"e\",served_model_version=";
        assertThat(server.get(ENDPOINTS + "/followed/metrics").text().lines())
                .contains(count + "\"1\"} 2", count + "\"2\"} 1");
        assertThat(last(server.get("/api/3.0/cairn/serving-endpoints/followed/metrics-history")
                                .json()
                                .at("/entities/0"))
                        .path("requests")
                        .asLong())
                .isEqualTo(3);
    }

    @Test
    void entitiesThatTheServerItselfScoresAreToldTheSameLoad() throws IOException {
        models.create("both", """
                {"served_entities": [
                  {"name": "one", "entity_name": "iris", "entity_version": "1"},
                  {"name": "other", "entity_name": "iris", "entity_version": "1"}],
                 "traffic_config": {"routes": [
                  {"served_model_name": "one", "traffic_percentage": 50},
                  {"served_model_name": "other", "traffic_percentage": 50}]}}
                """);
        models.settled("both");
        JsonNode entities = server.get("/api/3.0/cairn/serving-endpoints/both/metrics-history")
                .json()
                .path("entities");
        assertThat(entities.size()).isEqualTo(2);
        assertThat(last(entities.get(0)).path("cpu").isNumber()).isTrue();
        assertThat(last(entities.get(1)).path("cpu"))
                .isEqualTo(last(entities.get(0)).path("cpu"));
    }

    private static JsonNode last(JsonNode entity) {
        JsonNode moments = entity.path("moments");
        return moments.get(moments.size() - 1);
    }

    @Test
    void figuresAreToldAsOpenMetricsToWhoAsksForThat() throws IOException {
        Reply metrics = server.send(Request.of("GET", ENDPOINTS + "/flowers/metrics")
                .with("Accept: application/openmetrics-text; version=1.0.0"));
        assertThat(metrics.header("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(metrics.text()).endsWith("# EOF\n");
        Reply ofServer =
                server.send(Request.of("GET", "/metrics").with("Accept: application/openmetrics-text; version=1.0.0"));
        assertThat(ofServer.header("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(ofServer.text())
                .contains("# TYPE cairn_payloads_kept counter")
                .endsWith("# EOF\n");
    }

    @Test
    void linesTellHowAVersionWasLoadedAndWhatItDid() throws IOException {
        assertThat(of("served-models/iris-1/build-logs").field("logs"))
                .contains("Version 1 of the model iris is being loaded", "its files are here", "is loaded");
        assertThat(of("served-models/iris-1/logs").field("logs")).contains("takes the requests");
        assertThat(of("served-models/none/logs").errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(server.get(ENDPOINTS + "/none/served-models/none/logs").errorCode())
                .isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void whatIsNoLongerServedSaysSo() throws IOException {
        models.register("iris", "classifier");
        models.alias("iris", "Champion", "1");
        models.update(
                "flowers",
                "{\"served_entities\": [{\"name\": \"best\", \"entity_name\": \"iris\", \"entity_version\": \"@Champion\"}]}");
        models.settled("flowers");
        models.alias("iris", "Champion", "2");
        String lines = "";
        while (!lines.contains("Version 2 of the model iris takes the requests")) {
            LockSupport.parkNanos(20_000_000);
            lines = of("served-models/best/logs").field("logs");
        }
        assertThat(of("served-models/best/build-logs").field("logs")).contains("Version 2 of the model iris is loaded");
        assertThat(of("served-models/iris-1/logs").status()).isIn(200, 404);
    }

    @Test
    void whyAVersionCouldNotBeLoadedIsInItsLines() throws IOException {
        String run = server.createRun();
        server.put("0/%s/artifacts/model/MLmodel".formatted(run), "flavors: {}");
        server.post(
                "model-versions/create",
                "{\"name\": \"iris\", \"source\": \"runs:/%s/model\", \"run_id\": \"%s\"}".formatted(run, run));
        models.update("flowers", config("iris", "2"));
        models.settled("flowers");
        assertThat(of("served-models/iris-2/build-logs").field("logs")).contains("failed: Version 2", "flavors");
    }

    @Test
    void aModelScoresTheExampleThatItWasLoggedWithBeforeItTakesRequests() throws IOException {
        String version = models.register("iris", "classifier");
        String folder = server.get(RunningServer.API + "model-versions/get?name=iris&version=" + version)
                .json()
                .at("/model_version/run_id")
                .asString();
        String model = Files.readString(Path.of("../scoring/src/test/resources/models/classifier/MLmodel"));
        server.put(
                "0/%s/artifacts/model/MLmodel".formatted(folder),
                model
                        + "saved_input_example_info: {artifact_path: e.json, serving_input_path: e.json, type: ndarray}\n");
        server.put("0/%s/artifacts/model/e.json".formatted(folder), "{\"inputs\": [[5.1, 3.5, 1.4, 0.2]]}");
        models.update("flowers", config("iris", version));
        models.settled("flowers");
        assertThat(of("served-models/iris-%s/build-logs".formatted(version)).field("logs"))
                .contains("it scored its input example");
    }

    @Test
    void anOpenApiDocumentSaysWhatTheModelTakes() throws IOException {
        Reply reply = of("openapi");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("openapi").asString()).isEqualTo("3.1.0");
        JsonNode schema = reply.json()
                .path("paths")
                .path("/serving-endpoints/flowers/served-models/iris-1/invocations")
                .at("/post/requestBody/content/application~1json/schema");
        assertThat(schema.at("/oneOf/0/required/0").asString()).isEqualTo("inputs");
        assertThat(schema.at("/oneOf/0/properties/inputs/items/minItems").asInt())
                .isEqualTo(4);
        assertThat(schema.at("/oneOf/0/properties/inputs/items/items/type").asString())
                .isEqualTo("number");
        assertThat(reply.json().path("paths").has("/serving-endpoints/flowers/invocations"))
                .isTrue();
    }
}
