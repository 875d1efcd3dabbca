package dev.cairn.serving;

import static dev.cairn.serving.ServedModels.config;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.workers.TestStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Answers that endpoints give in parts.
@Timeout(120)
class StreamHttpTest {
    private static final String OWN = "/api/3.0/cairn/serving-endpoints/talk/";
    private static final String INVOCATIONS = "/serving-endpoints/talk/invocations";
    private static final String WHOLE = "data: {\"i\": 0}\n\ndata: {\"i\": 1}\n\ndata: [DONE]\n\n";
    private static final int ENDLESS = 1_000_000_000;
    private static final double MILLION = 1e6;

    @TempDir
    Path folder;

    private final RunningServer server = new RunningServer();
    private final ServedModels models = new ServedModels(server);

    @BeforeEach
    void start() throws IOException {
        server.withPython(new TestStream(folder).python());
        server.start();
        register();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void theFirstPartIsThereBeforeTheSecondIsMadeAndTheTableKeepsAll() throws Exception {
        serve(config("talk", "1"));
        keepRequests();

        HttpResponse<InputStream> answer = TestStream.ask(server.port(), INVOCATIONS, 2);

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(TestStream.readInTurn(answer)).isEqualTo(WHOLE);
        JsonNode kept = kept(answer);
        assertThat(kept.path("status_code").asInt()).isEqualTo(200);
        assertThat(kept.path("response").asString()).isEqualTo(WHOLE);
    }

    @Test
    void aClientThatGoesAwayEndsWhatTheModelMakes() throws Exception {
        serve(config("talk", "1"));
        keepRequests();
        TestStream.goOn();
        HttpResponse<InputStream> answer = TestStream.ask(server.port(), INVOCATIONS, ENDLESS);

        try (InputStream parts = answer.body()) {
            assertThat(parts.read()).isEqualTo('d');
        }

        while (!server.get(ServedModels.ENDPOINTS + "/talk/served-models/talk-1/logs")
                .text()
                .contains("it is closed")) {
            LockSupport.parkNanos(20_000_000);
        }
        JsonNode kept = kept(answer);
        assertThat(kept.path("status_code").asInt()).isEqualTo(499);
        assertThat(whole().status()).isEqualTo(200);
    }

    @Test
    void aShadowIsAskedForNoStream() throws Exception {
        register();
        serve("""
                {"served_entities": [
                  {"name": "now", "entity_name": "talk", "entity_version": "1"},
                  {"name": "next", "entity_name": "talk", "entity_version": "2", "cairn_shadow": {"of": "now"}}]}
                """);

        TestStream.readInTurn(TestStream.ask(server.port(), INVOCATIONS, 2));
        whole();

        assertThat(report().path("copied").asLong()).isEqualTo(1);
    }

    @Test
    void aRolloutCountsAStreamByItsFirstPart() throws Exception {
        long most = rollOut();
        long began = System.nanoTime();
        HttpResponse<InputStream> answer = TestStream.ask(server.port(), INVOCATIONS, 2);
        try (InputStream parts = answer.body()) {
            assertThat(parts.read()).isEqualTo('d');
            most = Math.max(most, System.nanoTime() - began);
            while (System.nanoTime() - began < 3 * most) {
                LockSupport.parkNanos(most);
            }
            TestStream.goOn();
            assertThat(new String(parts.readAllBytes(), UTF_8)).endsWith("[DONE]\n\n");
        }

        JsonNode figures = figures(1);
        assertThat(figures.path("failed").asLong()).isZero();
        assertThat(figures.path("p99_ms").asDouble()).isLessThan(2 * most / MILLION);
    }

    @Test
    void aRolloutCountsAStreamAsFailedBeforeAndAfterItsFirstPart() throws Exception {
        rollOut();
        HttpResponse<InputStream> none = TestStream.ask(server.port(), INVOCATIONS, 0);
        assertThat(none.statusCode()).isEqualTo(500);
        none.body().close();
        assertThat(figures(1).path("failed").asLong()).isEqualTo(1);

        HttpResponse<InputStream> broken = TestStream.ask(server.port(), INVOCATIONS, -1);
        assertThat(broken.statusCode()).isEqualTo(200);
        try (InputStream parts = broken.body()) {
            assertThat(new String(parts.readAllBytes(), UTF_8))
                    .startsWith("data: {\"i\": 0}\n\n")
                    .contains("it has forgotten the rest");
        }
        assertThat(figures(2).path("failed").asLong()).isEqualTo(2);
    }

    /// Gives all requests to another entity by a rollout that does not end.
    ///
    /// @return how long at most the one request took that is counted for it by then, in nanoseconds
    private long rollOut() throws IOException {
        register();
        serve("""
                {"served_entities": [
                  {"name": "now", "entity_name": "talk", "entity_version": "1"},
                  {"name": "next", "entity_name": "talk", "entity_version": "2"}],
                 "traffic_config": {"routes": [
                  {"served_entity_name": "now", "traffic_percentage": 100},
                  {"served_entity_name": "next", "traffic_percentage": 0}]}}
                """);
        Reply started = models.json(
                "POST",
                OWN + "rollout",
                "{\"entity\": \"next\", \"steps\": [100], \"hold_seconds\": 3600, \"limits\": {}}");
        assertThat(started.status()).as(started.text()).isEqualTo(200);
        while (true) {
            long began = System.nanoTime();
            if (whole().header("served-model-name").orElseThrow().equals("next")) {
                return System.nanoTime() - began;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /// What the rollout has of its entity once it has so many requests more than the first.
    private JsonNode figures(int more) throws IOException {
        while (true) {
            JsonNode figures = server.get(OWN + "rollout").json().at("/figures/1");
            if (figures.path("requests").asInt() > more) {
                return figures;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /// The report once the shadow has answered.
    private JsonNode report() throws IOException {
        while (true) {
            JsonNode report = server.get(OWN + "shadow-report").json().at("/reports/0");
            if (report.path("equal").asInt() > 0) {
                return report;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void register() throws IOException {
        String run = server.createRun();
        put(run, "MLmodel", TestStream.MODEL);
        put(run, "model.py", TestStream.CODE);
        server.post("registered-models/create", "{\"name\": \"talk\"}");
        Reply made = server.post(
                "model-versions/create",
                "{\"name\": \"talk\", \"source\": \"runs:/%1$s/model\", \"run_id\": \"%1$s\"}".formatted(run));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
    }

    private void put(String run, String file, String content) throws IOException {
        Request stored = Request.of("PUT", "%s/0/%s/artifacts/model/%s".formatted(RunningServer.FILES, run, file))
                .body(content);
        assertThat(server.send(stored).status()).isEqualTo(200);
    }

    private void serve(String configuration) throws IOException {
        models.create("talk", configuration);
        Reply settled = models.settled("talk");
        assertThat(settled.json().at("/state/ready").asString())
                .as(settled.text())
                .isEqualTo("READY");
    }

    private Reply whole() throws IOException {
        return models.ask("talk", 1);
    }

    private void keepRequests() throws IOException {
        assertThat(server.send(Request.json("PUT", OWN + "inference-table", "{}"))
                        .status())
                .isEqualTo(200);
    }

    /// What the table has of a request, once it has it.
    private JsonNode kept(HttpResponse<InputStream> answer) throws IOException {
        return models.kept(
                "talk", answer.headers().firstValue("databricks-request-id").orElseThrow());
    }
}
