package dev.cairn.serving;

import static dev.cairn.grpc.Messages.SERVICE;
import static dev.cairn.grpc.Messages.named;
import static dev.cairn.grpc.Messages.row;
import static dev.cairn.serving.ServedModels.ENDPOINTS;
import static dev.cairn.serving.ServedModels.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp2;
import dev.cairn.RawHttp2.Answer;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.grpc.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Endpoints as models of the Open Inference Protocol over gRPC, on a server whose callers sign in.
class EndpointGrpcTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String OWN = "/api/3.0/cairn/serving-endpoints/flowers/";
    private static final float[] SETOSA = {5.1f, 3.5f, 1.4f, 0.2f};
    private static final long TURN_NANOS = 20_000_000;
    private static final RunningServer SERVER =
            new RunningServer().withAccounts().withGrpc();

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
        SERVER.send(Request.json(
                "POST",
                "/ajax-api/3.0/cairn/session/set-up",
                "{\"token\": \"%s\", \"username\": \"root\", \"password\": \"%s\"}"
                        .formatted(SERVER.setUpToken(), PASSWORD)));
        root(Request.json(
                "POST",
                "/api/2.0/mlflow/users/create",
                "{\"username\": \"bob\", \"password\": \"%s\"}".formatted(PASSWORD)));
        ServedModels models = new ServedModels(SERVER, Request.basic("root", PASSWORD));
        models.register("iris", "classifier");
        models.register("iris", "classifier");
        models.create("flowers", config("iris", "2"));
        models.settled("flowers");
    }

    @AfterAll
    static void stop() throws IOException {
        SERVER.stop();
    }

    private static JsonNode root(Request request) throws IOException {
        return SERVER.send(request.with(Request.basic("root", PASSWORD))).json();
    }

    private static Answer call(String method, byte[] message, String... headers) throws IOException {
        try (RawHttp2 connection = new RawHttp2(SERVER.grpcPort())) {
            return connection.call(SERVICE + method, message, headers);
        }
    }

    private static Answer as(String user, String method, byte[] message) throws IOException {
        return call(method, message, "authorization", Request.credentials(user, PASSWORD));
    }

    @Test
    void anEndpointAnswersAsItDoesOverHttp() throws IOException {
        JsonNode predictions = root(Request.json(
                        "POST", "/serving-endpoints/flowers/invocations", "{\"inputs\": [[5.1, 3.5, 1.4, 0.2]]}"))
                .path("predictions");
        double[] probabilities = new double[3];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = predictions.at("/probabilities/0/" + i).asDouble();
        }
        byte[] expected =
                Messages.classified("flowers", "2", predictions.at("/label/0").asLong(), probabilities);

        Answer answer = as("root", "ModelInfer", row("flowers", "", SETOSA));
        assertThat(answer.header("grpc-message")).isEmpty();
        assertThat(answer.status()).isZero();
        assertThat(answer.message()).isEqualTo(expected);
        assertThat(answer.header("served-model-name")).isEqualTo("iris-2");
        for (String version : new String[] {"2", "iris-2"}) {
            assertThat(as("root", "ModelInfer", row("flowers", version, SETOSA)).message())
                    .isEqualTo(expected);
        }
    }

    @Test
    void anEndpointSaysWhatItTakesAndThatItIsReady() throws IOException {
        assertThat(as("bob", "ModelReady", named("flowers", "")).message()).isEqualTo(new byte[] {8, 1});
        assertThat(new String(as("bob", "ModelMetadata", named("flowers", "")).message(), StandardCharsets.UTF_8))
                .contains("flowers", "onnxruntime_onnx", "FP32");
    }

    @Test
    void anEndpointThatIsNotThereIsNotFound() throws IOException {
        assertThat(as("root", "ModelInfer", row("weeds", "", SETOSA)).status()).isEqualTo(5);
        assertThat(as("root", "ModelInfer", row("flowers", "1", SETOSA)).status())
                .isEqualTo(5);
        assertThat(as("root", "ModelMetadata", named("flowers", "9")).status()).isEqualTo(5);
        assertThat(as("root", "ModelReady", named("weeds", "")).status()).isEqualTo(5);
    }

    @Test
    void aVersionThatSeveralEntitiesServeMeansNone() throws IOException {
        ServedModels models = new ServedModels(SERVER, Request.basic("root", PASSWORD));
        models.create("twins", """
                {"served_entities": [
                  {"name": "one", "entity_name": "iris", "entity_version": "2"},
                  {"name": "two", "entity_name": "iris", "entity_version": "2"}],
                 "traffic_config": {"routes": [
                  {"served_model_name": "one", "traffic_percentage": 50},
                  {"served_model_name": "two", "traffic_percentage": 50}]}}
                """);
        models.settled("twins");
        Answer either = as("root", "ModelInfer", row("twins", "2", SETOSA));
        assertThat(either.status()).isEqualTo(3);
        assertThat(either.header("grpc-message"))
                .isEqualTo("Several entities serve a version '2'; say which: one, two.");
        assertThat(as("root", "ModelMetadata", named("twins", "2")).status()).isEqualTo(3);
        assertThat(as("root", "ModelInfer", row("twins", "two", SETOSA)).header("served-model-name"))
                .isEqualTo("two");
    }

    @Test
    void whoDoesNotSignInOrMayNotAskIsRefused() throws IOException {
        for (String method : new String[] {"ModelInfer", "ModelReady", "ModelMetadata"}) {
            assertThat(call(method, named("flowers", "")).status()).as(method).isEqualTo(16);
        }
        Answer wrong = call("ModelInfer", named("flowers", ""), "authorization", Request.credentials("root", "guess"));
        assertThat(wrong.status()).isEqualTo(16);
        assertThat(wrong.header(":status")).isEqualTo("200");
        Answer denied = as("bob", "ModelInfer", row("flowers", "", SETOSA));
        assertThat(denied.status()).isEqualTo(7);
        assertThat(call("ServerLive", new byte[0]).status()).isZero();
    }

    @Test
    void anInferenceTableAndFiguresHaveCallsAsTheyHaveRequests() throws IOException {
        root(Request.json("PUT", OWN + "inference-table", "{\"enabled\": true}"));
        String id = "";
        while (id.isEmpty()) {
            id = as("root", "ModelInfer", row("flowers", "", SETOSA)).header("databricks-request-id");
        }
        JsonNode kept = root(Request.of("GET", OWN + "payloads/" + id));
        while (!kept.has("request")) {
            LockSupport.parkNanos(TURN_NANOS);
            kept = root(Request.of("GET", OWN + "payloads/" + id));
        }
        assertThat(kept.path("request").asString())
                .startsWith("{\"inputs\":[[5.")
                .endsWith("]]}");
        assertThat(kept.path("response").asString()).contains("predictions", "label", "probabilities");
        assertThat(kept.path("served_entity_name").asString()).isEqualTo("iris-2");
        assertThat(kept.path("requester").asString()).isEqualTo("root");
        assertThat(SERVER.send(Request.of("GET", "%s/flowers/metrics".formatted(ENDPOINTS))
                                .with(Request.basic("root", PASSWORD)))
                        .text())
                .containsPattern("request_count_total\\{[^}]*iris-2[^}]*} [1-9]");
    }

    @Test
    void callsAreCopiedToShadows() throws IOException {
        ServedModels models = new ServedModels(SERVER, Request.basic("root", PASSWORD));
        models.create("shadowed", """
                {"served_entities": [
                  {"name": "now", "entity_name": "iris", "entity_version": "1"},
                  {"name": "next", "entity_name": "iris", "entity_version": "2", "cairn_shadow": {"of": "now"}}]}
                """);
        models.settled("shadowed");
        Answer answer = as("root", "ModelInfer", row("shadowed", "", SETOSA));
        assertThat(answer.header("served-model-name")).isEqualTo("now");
        JsonNode report = report();
        while (report.path("equal").asInt() == 0) {
            LockSupport.parkNanos(TURN_NANOS);
            report = report();
        }
        assertThat(report.path("equal").asInt()).isEqualTo(1);
        assertThat(report.path("copied").asInt()).isEqualTo(1);
        assertThat(report.at("/columns/0/equal").asInt()).isPositive();
    }

    private static JsonNode report() throws IOException {
        return root(Request.of("GET", "/api/3.0/cairn/serving-endpoints/shadowed/shadow-report"))
                .at("/reports/0");
    }

    @Test
    void anInferenceTableRedactsColumnsOfCalls() throws IOException {
        ServedModels models = new ServedModels(SERVER, Request.basic("root", PASSWORD));
        models.register("columns", "classifier_columns");
        models.create("private", config("columns", "1"));
        models.settled("private");
        String own = "/api/3.0/cairn/serving-endpoints/private/";
        root(Request.json("PUT", own + "inference-table", "{\"enabled\": true, \"redacted\": [\"sepal_length\"]}"));
        String id = "";
        while (id.isEmpty()) {
            id = as("root", "ModelInfer", row("private", "", SETOSA)).header("databricks-request-id");
        }
        JsonNode kept = root(Request.of("GET", own + "payloads/" + id));
        while (!kept.has("request")) {
            LockSupport.parkNanos(TURN_NANOS);
            kept = root(Request.of("GET", own + "payloads/" + id));
        }
        assertThat(kept.path("request").asString())
                .contains("[redacted]", "sepal_length", "3.5")
                .doesNotContain("5.1", "5.09");
    }

    @Test
    void aDeadlineThatIsPastDoesNotCountAsAFailureOfTheModel() throws IOException {
        String before = figures();
        try (RawHttp2 connection = new RawHttp2(SERVER.grpcPort())) {
            Answer late = connection.call(
                    SERVICE + "ModelInfer",
                    row("flowers", "", SETOSA),
                    "authorization",
                    Request.credentials("root", PASSWORD),
                    "grpc-timeout",
                    "1n");
            assertThat(late.status()).isEqualTo(4);
        }
        assertThat(figures()).isEqualTo(before);
    }

    private static String figures() throws IOException {
        return SERVER.send(Request.of("GET", "%s/flowers/metrics".formatted(ENDPOINTS))
                        .with(Request.basic("root", PASSWORD)))
                .text()
                .lines()
                .filter(line -> line.startsWith("request_5xx_count_total"))
                .toList()
                .toString();
    }
}
