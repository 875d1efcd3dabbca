package dev.cairn.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Entities that are asked what others have answered, and how their answers compare.
class ShadowHttpTest {
    private static final double[] SETOSA = {5.1, 3.5, 1.4, 0.2};

    private final RunningServer server = new RunningServer();
    private final ServedModels models = new ServedModels(server);

    @BeforeEach
    void start() throws IOException {
        server.start();
        models.register("iris", "classifier");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private static String shadowed(String version, String shadow) {
        return """
                {"served_entities": [
                  {"name": "now", "entity_name": "iris", "entity_version": "%s"},
                  {"name": "next", "entity_name": "iris", "entity_version": "2", "cairn_shadow": %s}]}
                """.formatted(version, shadow);
    }

    /// The report once so many answers were compared.
    private JsonNode report(int compared) throws IOException {
        while (true) {
            JsonNode report = server.get("/api/3.0/cairn/serving-endpoints/flowers/shadow-report")
                    .json()
                    .at("/reports/0");
            int all = report.path("equal").asInt()
                    + report.path("within").asInt()
                    + report.path("different").asInt()
                    + report.path("failed").asInt()
                    + report.path("of_failed").asInt()
                    + report.path("both_failed").asInt();
            if (all >= compared) {
                return report;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void answersOfAShadowAreComparedAndNobodyGetsThem() throws IOException {
        models.register("iris", "classifier");
        models.create("flowers", shadowed("1", "{\"of\": \"now\"}"));
        models.settled("flowers");
        for (int i = 0; i < 5; i++) {
            Reply answer = models.ask("flowers", SETOSA);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("served-model-name")).contains("now");
        }
        models.ask("flowers", 1);
        JsonNode report = report(6);
        assertThat(report.path("equal").asLong()).isEqualTo(5);
        assertThat(report.path("both_failed").asLong()).isEqualTo(1);
        assertThat(report.path("copied").asLong()).isEqualTo(6);
        assertThat(report.path("version").asString()).isEqualTo("2");
        assertThat(report.path("of_version").asString()).isEqualTo("1");
        assertThat(report.at("/columns/0/equal").asLong()).isPositive();
        assertThat(report.at("/latency/p95_ms").asDouble()).isPositive();
        assertThat(report.at("/of_latency/p95_ms").asDouble()).isPositive();
        assertThat(server.get(ServedModels.ENDPOINTS + "/flowers/metrics").text())
                .contains(
                        "request_count_total{endpoint_name=\"flowers\",served_model_name=\"now\",served_model_version=\"1\"} 6",
                        "request_count_total{endpoint_name=\"flowers\",served_model_name=\"next\",served_model_version=\"2\"} 0");
    }

    @Test
    void aShadowThatFailsIsToldWithExamplesAndForgottenWithItsVersion() throws IOException {
        models.register("iris", "named_tensors");
        models.create("flowers", shadowed("1", "{\"of\": \"now\", \"percentage\": 100}"));
        models.settled("flowers");
        Reply answer = models.ask("flowers", SETOSA);
        JsonNode report = report(1);
        assertThat(report.path("failed").asLong()).isEqualTo(1);
        assertThat(report.at("/examples/0/request_id").asString())
                .isEqualTo(answer.header("X-Request-Id").orElseThrow());
        assertThat(report.at("/examples/0/request").asString()).contains("5.1");
        assertThat(report.at("/examples/0/shadow_answer").asString()).contains("error_code");

        models.register("iris", "classifier");
        models.update("flowers", shadowed("3", "{\"of\": \"now\"}"));
        models.settled("flowers");
        assertThat(report(0).path("copied").asLong()).isZero();
    }

    @Test
    void nothingThatWasAskedIsAnExampleWhereTheTableRedacts() throws IOException {
        models.register("iris", "named_tensors");
        models.create("flowers", shadowed("1", "{\"of\": \"now\"}"));
        models.settled("flowers");
        models.ask("flowers", SETOSA);
        assertThat(report(1).at("/examples/0").has("request")).isTrue();

        table("{\"enabled\": false, \"redacted\": [\"iban\"]}");
        assertThat(report(1).at("/examples/0").has("request")).isFalse();
        models.ask("flowers", SETOSA);
        JsonNode redacted = report(2);
        assertThat(redacted.at("/examples/0/request_id").asString()).isNotEmpty();
        assertThat(redacted.toString()).doesNotContain("5.1", "error_code");

        table("{}");
        assertThat(report(2).at("/examples/1").has("request")).isTrue();
        assertThat(report(2).at("/examples/0").has("request"))
                .as("of when it was redacted")
                .isFalse();
    }

    private void table(String settings) throws IOException {
        Reply set = models.json("PUT", "/api/3.0/cairn/serving-endpoints/flowers/inference-table", settings);
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    @Test
    void aShadowHasNoShareAndSomebodyToFollow() throws IOException {
        models.register("iris", "classifier");
        assertThat(models.create("flowers", shadowed("1", "{\"of\": \"none\"}")).message())
                .contains("none of the entities [now] that answer");
        assertThat(models.create("flowers", shadowed("1", "{\"of\": \"next\"}")).message())
                .contains("none of the entities");
        assertThat(models.create("flowers", shadowed("1", "{\"of\": \"now\", \"percentage\": 0}"))
                        .message())
                .contains("percentage");
        assertThat(models.create("flowers", shadowed("1", "{}")).message()).contains("cairn_shadow.of");
        models.create("flowers", shadowed("1", "{\"of\": \"now\"}"));
        models.settled("flowers");
        Reply direct = server.send(Request.json(
                "POST",
                "/serving-endpoints/flowers/served-models/next/invocations",
                "{\"inputs\": [[5.1, 3.5, 1.4, 0.2]]}"));
        assertThat(direct.header("served-model-name")).contains("next");
    }
}
