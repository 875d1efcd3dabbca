package dev.cairn.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.config.PythonModelConfig;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// A model that scikit-learn trained, asked over HTTP.
class ModelServerTest {
    private static final Path MODEL = Path.of("../scoring/src/test/resources/models/classifier");
    private static final String ROW = "[5.1, 3.5, 1.4, 0.2]";
    private static final String INFERENCE =
            "{\"inputs\": [{\"name\": \"x\", \"shape\": [1, 4], \"datatype\": \"FP32\", \"data\": %s}]%s}";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ModelServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = started("models:/iris/3");
    }

    private static ModelServer started(String uri) throws IOException, InterruptedException {
        return ModelServer.start(
                MODEL,
                ModelUri.parse(uri),
                new ModelServer.Software("0.1.0", "3.17.2"),
                new HttpConfig("127.0.0.1", 0, HttpConfig.LOOPBACK),
                PythonModelConfig.OFF,
                new SimpleMeterRegistry());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /ping                          | 200
                    /health                        | 200
                    /version                       | 200
                    /v2                            | 200
                    /v2/health/live                | 200
                    /v2/health/ready               | 200
                    /v2/models/iris                | 200
                    /v2/models/iris/ready          | 200
                    /v2/models/iris/versions/3     | 200
                    /v2/models/iris/versions/3/ready | 200
                    /v2/models/iris/versions/4     | 404
                    /v2/models/other               | 404
                    /v2/models/other/ready         | 404
                    """)
    void theServerSaysWhatItIsAndHas(String path, int status) throws Exception {
        HttpResponse<byte[]> answer = HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 404) {
            assertThat(Json.readTree(answer.body()).path("error").asString()).startsWith("There is no model '");
        }
    }

    @Test
    void aNameWithOddCharactersIsPercentEncoded() throws Exception {
        try (ModelServer odd = started("models:/größe 1%/3")) {
            URI model = URI.create(
                    "http://127.0.0.1:%d/v2/models/gr%%C3%%B6%%C3%%9Fe%%201%%25/versions/3".formatted(odd.port()));
            HttpResponse<byte[]> answer =
                    HTTP.send(HttpRequest.newBuilder(model).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Json.readTree(answer.body()).path("name").asString()).isEqualTo("größe 1%");
        }
    }

    @Test
    void requestsAreCounted() throws Exception {
        post("/invocations", "application/json", "{\"inputs\": [%s]}".formatted(ROW));
        post("/invocations", "application/json", "{\"inputs\": [[1, 2]]}");
        post("/v2/models/iris/infer", "application/json", INFERENCE.formatted(ROW, ""));
        HttpResponse<byte[]> answer = HTTP.send(request("/metrics").build(), HttpResponse.BodyHandlers.ofByteArray());

        String labels = "{endpoint_name=\"iris\",served_model_name=\"3\"} ";
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .containsPattern("(?m)^request_count_total" + Pattern.quote(labels) + "[1-9]")
                .containsPattern("(?m)^request_4xx_count_total" + Pattern.quote(labels) + "[1-9]");
    }

    @Test
    void invocationsAreAnsweredAsMlflowAnswersThem() throws Exception {
        HttpResponse<byte[]> answer = post("/invocations", "application/json", "{\"inputs\": [%s]}".formatted(ROW));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.readTree(answer.body())
                        .path("predictions")
                        .path("label")
                        .path(0)
                        .asInt(-1))
                .isZero();
        HttpResponse<byte[]> refused = post("/invocations", "application/json", "{\"inputs\": [[1, 2]]}");
        assertThat(refused.statusCode()).isEqualTo(400);
        JsonNode error = Json.readTree(refused.body());
        assertThat(error.path("error_code").asString()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(error.path("error_class").asString()).isEqualTo("SCHEMA_ENFORCEMENT_FAILED");
        assertThat(error.path("message").asString())
                .contains("Shape of input (1, 2) does not match expected shape (-1, 4).");
        HttpResponse<byte[]> unread = post("/invocations", "text/plain", "x");
        assertThat(unread.statusCode()).isEqualTo(415);
        assertThat(unread.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    }

    @Test
    void inferenceIsAnsweredInJsonAndInBytes() throws Exception {
        String path = "/v2/models/iris/infer";
        JsonNode answer = Json.readTree(
                post(path, "application/json", INFERENCE.formatted(ROW, "")).body());
        assertThat(answer.path("model_name").asString()).isEqualTo("iris");
        assertThat(answer.path("outputs").path(0).path("data").path(0).asInt(-1))
                .isZero();
        HttpResponse<byte[]> bytes = post(
                path, "application/json", INFERENCE.formatted(ROW, ", \"parameters\": {\"binary_data_output\": true}"));
        assertThat(bytes.headers().firstValue("Content-Type")).contains("application/octet-stream");
        int length = bytes.headers()
                .firstValue("Inference-Header-Content-Length")
                .map(Integer::valueOf)
                .orElseThrow();
        JsonNode head = Json.readTree(Arrays.copyOf(bytes.body(), length));
        assertThat(head.path("outputs")
                        .path(0)
                        .path("parameters")
                        .path("binary_data_size")
                        .asInt())
                .isEqualTo(8);
        assertThat(bytes.body()).hasSize(length + 8 + 3 * 8);
        assertThat(post("/v2/models/other/infer", "application/json", "{}").statusCode())
                .isEqualTo(404);
        HttpResponse<byte[]> refused = HTTP.send(
                request(path)
                        .header("Inference-Header-Content-Length", "-1")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("is not a number");
    }

    private static HttpResponse<byte[]> post(String path, String contentType, String body) throws Exception {
        return HTTP.send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }
}
