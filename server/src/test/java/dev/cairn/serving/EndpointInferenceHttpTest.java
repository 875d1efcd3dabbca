package dev.cairn.serving;

import static dev.cairn.grpc.Messages.SERVICE;
import static dev.cairn.grpc.Messages.row;
import static dev.cairn.serving.ServedModels.ENDPOINTS;
import static dev.cairn.serving.ServedModels.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp;
import dev.cairn.RawHttp2;
import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Endpoints as models of the Open Inference Protocol over HTTP, on a server whose callers sign in.
class EndpointInferenceHttpTest {
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String FLOWERS = "/v2/models/flowers";
    private static final String OWN = "/api/3.0/cairn/serving-endpoints/flowers/";
    private static final long TURN_NANOS = 20_000_000;
    private static final RunningServer SERVER =
            new RunningServer().withAccounts().withGrpc();
    private static final ServedModels MODELS = new ServedModels(SERVER, Request.basic("root", PASSWORD));

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
        SERVER.setUp();
        root(Request.json(
                "POST",
                "/api/2.0/mlflow/users/create",
                "{\"username\": \"bob\", \"password\": \"%s\"}".formatted(PASSWORD)));
        MODELS.register("iris", "classifier");
        MODELS.register("iris", "classifier");
        MODELS.create("flowers", config("iris", "2"));
        MODELS.settled("flowers");
    }

    @AfterAll
    static void stop() throws IOException {
        SERVER.stop();
    }

    private static Reply root(Request request) throws IOException {
        return SERVER.send(request.with(Request.basic("root", PASSWORD)));
    }

    private static Reply bob(Request request) throws IOException {
        return SERVER.send(request.with(Request.basic("bob", PASSWORD)));
    }

    private static String rows(double first) {
        return """
                {"inputs": [{"name": "x", "shape": [1, 4], "datatype": "FP32", "data": [%s, 3.5, 1.4, 0.2]}]}""".formatted(first);
    }

    private static Request infer(String path) {
        return Request.json("POST", path + "/infer", rows(5.1));
    }

    @Test
    void theServerSaysWhatItIsToEverybody() throws IOException {
        assertThat(SERVER.get("/v2").json().path("extensions").path(0).asString())
                .isEqualTo("binary_tensor_data");
        assertThat(SERVER.get("/v2/health/live").text()).isEqualTo("{\"live\":true}");
        assertThat(SERVER.get("/v2/health/ready").text()).isEqualTo("{\"ready\":true}");
    }

    @Test
    void anEndpointSaysWhatItTakesAndThatItIsReady() throws IOException {
        JsonNode model = bob(Request.of("GET", FLOWERS)).json();
        assertThat(model.path("name").asString()).isEqualTo("flowers");
        assertThat(model.path("versions").toString()).isEqualTo("[\"2\"]");
        assertThat(model.at("/inputs/0/datatype").asString()).isEqualTo("FP32");
        assertThat(bob(Request.of("GET", FLOWERS + "/ready")).text())
                .isEqualTo("{\"name\":\"flowers\",\"ready\":true}");
        assertThat(bob(Request.of("GET", FLOWERS + "/versions/iris-2/ready")).status())
                .isEqualTo(200);
    }

    @Test
    void anEndpointAnswersAsItDoesToInvocations() throws IOException {
        JsonNode predictions = MODELS.ask("flowers", 5.1, 3.5, 1.4, 0.2).json().path("predictions");
        for (String path : new String[] {FLOWERS, FLOWERS + "/versions/2", FLOWERS + "/versions/iris-2"}) {
            Reply reply = root(infer(path));
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(reply.header("served-model-name")).contains("iris-2");
            JsonNode answer = reply.json();
            assertThat(answer.path("model_name").asString()).isEqualTo("flowers");
            assertThat(answer.path("model_version").asString()).isEqualTo("2");
            assertThat(answer.at("/outputs/0/data/0")).isEqualTo(predictions.at("/label/0"));
            assertThat(answer.at("/outputs/1/data")).isEqualTo(predictions.at("/probabilities/0"));
        }
    }

    @Test
    void tensorsMayComeAndGoInBytes() throws IOException {
        byte[] head = """
                {"inputs": [{"name": "x", "shape": [1, 4], "datatype": "FP32", "parameters": {"binary_data_size": 16}}],
                 "outputs": [{"name": "label", "parameters": {"binary_data": true}}]}""".getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(head.length + 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(head)
                .putFloat(5.1f)
                .putFloat(3.5f)
                .putFloat(1.4f)
                .putFloat(0.2f);
        Reply reply = root(Request.of("POST", FLOWERS + "/infer")
                .with("Content-Type: application/octet-stream")
                .with("Inference-Header-Content-Length: " + head.length)
                .body(body.array()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        int json =
                Integer.parseInt(reply.header("Inference-Header-Content-Length").orElseThrow());
        assertThat(reply.body()).hasSize(json + Long.BYTES);
        long label = ByteBuffer.wrap(reply.body(), json, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        assertThat(label)
                .isEqualTo(root(infer(FLOWERS)).json().at("/outputs/0/data/0").asLong());
    }

    @Test
    void whatIsRefusedIsToldInTheWordsOfTheProtocol() throws IOException {
        assertError(SERVER.send(infer(FLOWERS)), 401);
        assertError(bob(infer(FLOWERS)), 403);
        assertError(root(infer("/v2/models/weeds")), 404);
        assertError(root(Request.of("GET", "/v2/models/weeds/ready")), 404);
        assertError(root(infer(FLOWERS + "/versions/9")), 404);
        assertError(root(Request.json("POST", FLOWERS + "/infer", "{\"inputs\": []}")), 400);
        assertError(root(infer(FLOWERS).with("Inference-Header-Content-Length: all")), 400);
        assertError(root(infer(FLOWERS).with("Inference-Header-Content-Length: 99999999999")), 400);
        assertError(root(Request.json("POST", FLOWERS + "/infer", " ".repeat(16 * 1024 * 1024 + 1))), 400);
    }

    @Test
    void whatIsNotThereIsToldBeforeTheBodyHasCome() throws IOException {
        for (String path : new String[] {
            "/v2/models/weeds/infer",
            FLOWERS + "/versions/9/infer",
            "/serving-endpoints/weeds/invocations",
            "/serving-endpoints/flowers/served-models/iris-9/invocations"
        }) {
            try (RawHttp connection = SERVER.connect()) {
                Reply reply = connection
                        .send(Request.of("POST", path)
                                .with(Request.basic("root", PASSWORD))
                                .with("Content-Length: 500000"))
                        .readHead();
                assertThat(reply.status()).as(path).isEqualTo(404);
            }
        }
    }

    private static void assertError(Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().path("error").asString()).isNotEmpty();
        assertThat(reply.json().has("error_code")).isFalse();
    }

    @Test
    void aNameWithOddCharactersIsPercentEncoded() throws IOException {
        assertThat(root(infer("/v2/models/%66lowers/versions/iris%2D2")).status())
                .isEqualTo(200);
        Reply missing = root(infer("/v2/models/%C3%BC%20%251"));
        assertError(missing, 404);
        assertThat(missing.json().path("error").asString()).contains("ü %1");
        assertThat(root(infer("/v2/models/a%2Fb")).status()).isEqualTo(400);
    }

    @Test
    void anInferenceTableAndFiguresHaveItAsARequestToInvocations() throws IOException {
        root(Request.json("PUT", OWN + "inference-table", "{\"enabled\": true}"));
        Reply answer = root(infer(FLOWERS));
        while (answer.header("databricks-request-id").isEmpty()) {
            LockSupport.parkNanos(TURN_NANOS);
            answer = root(infer(FLOWERS));
        }
        String payload =
                OWN + "payloads/" + answer.header("databricks-request-id").orElseThrow();
        while (root(Request.of("GET", payload)).status() == 404) {
            LockSupport.parkNanos(TURN_NANOS);
        }
        JsonNode kept = root(Request.of("GET", payload)).json();
        assertThat(kept.path("request").asString()).startsWith("{\"inputs\":[[5.");
        assertThat(kept.path("response").asString()).contains("predictions", "label");
        assertThat(root(Request.of("GET", ENDPOINTS + "/flowers/metrics")).text())
                .containsPattern("request_count_total\\{[^}]*iris-2[^}]*} [1-9]");
    }

    @Test
    void theSameInputOrParameterGetsTheSameEntityByWhateverProtocol() throws IOException {
        split("by-input", "field:x");
        Set<String> all = new HashSet<>();
        for (double first = 1; first < 30; first++) {
            String served = served(root(Request.json("POST", "/v2/models/by-input/infer", rows(first))));
            assertThat(served(root(Request.json("POST", "/v2/models/by-input/infer", rows(first)))))
                    .isEqualTo(served);
            try (RawHttp2 connection = new RawHttp2(SERVER.grpcPort())) {
                assertThat(connection
                                .call(
                                        SERVICE + "ModelInfer",
                                        row("by-input", "", (float) first, 3.5f, 1.4f, 0.2f),
                                        "authorization",
                                        Request.credentials("root", PASSWORD))
                                .header("served-model-name"))
                        .isEqualTo(served);
            }
            all.add(served);
        }
        assertThat(all).containsExactlyInAnyOrder("one", "two");
        split("by-parameter", "field:user");
        for (String user : new String[] {"ann", "bob", "cat", "dan"}) {
            String body = rows(1).replaceFirst("\\{", "{\"parameters\": {\"user\": \"%s\"}, ".formatted(user));
            String served = served(root(Request.json("POST", "/v2/models/by-parameter/infer", body)));
            for (int i = 0; i < 5; i++) {
                assertThat(served(root(Request.json("POST", "/v2/models/by-parameter/infer", body))))
                        .isEqualTo(served);
            }
        }
    }

    private static void split(String endpoint, String key) throws IOException {
        MODELS.create(endpoint, """
                {"served_entities": [
                  {"name": "one", "entity_name": "iris", "entity_version": "1"},
                  {"name": "two", "entity_name": "iris", "entity_version": "2"}],
                 "traffic_config": {"cairn_key": "%s", "routes": [
                  {"served_model_name": "one", "traffic_percentage": 50},
                  {"served_model_name": "two", "traffic_percentage": 50}]}}
                """.formatted(key));
        MODELS.settled(endpoint);
    }

    private static String served(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.header("served-model-name").orElseThrow();
    }
}
