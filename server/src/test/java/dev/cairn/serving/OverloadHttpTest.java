package dev.cairn.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp;
import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.workers.TestStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// More callers than an endpoint has places for.
@Timeout(120)
class OverloadHttpTest {
    /// Answers with what it is asked, once it is told to go on.
    private static final String CODE = """
            import signal
            import time
            told = []
            signal.signal(signal.SIGUSR1, lambda *_: told.append(True))
            def predict(data):
                while not told:
                    time.sleep(0.01)
                return data
            """;

    /// Of a model in a process: sixteen for each at a time that the entity is made for, and sixteen times as many that
    /// wait.
    private static final int PLACES = 16 + 16 * 16;

    private static final int TOO_MANY = 20;
    private static final List<String> PATHS = List.of("/serving-endpoints/slow/invocations", "/v2/models/slow/infer");
    private static final String OWN = "/api/3.0/cairn/serving-endpoints/slow/";

    @TempDir
    Path folder;

    private final RunningServer server = new RunningServer();
    private final ServedModels models = new ServedModels(server);

    @BeforeEach
    void start() throws IOException {
        server.withPython(new TestStream(folder).python());
        server.start();
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("MLmodel"), TestStream.MODEL);
        Files.writeString(model.resolve("model.py"), CODE);
        models.register("slow", model);
    }

    /// @param key in the body, that decides whose a request is
    private void create(String key) throws IOException {
        models.create("slow", """
                {"served_entities": [
                  {"entity_name": "slow", "entity_version": "1", "max_provisioned_concurrency": 1}],
                 "traffic_config": {%s "routes": [{"served_model_name": "slow-1", "traffic_percentage": 100}]}}
                """.formatted(key.isEmpty() ? "" : "\"cairn_key\": \"%s\",".formatted(key)));
        Reply settled = models.settled("slow");
        assertThat(settled.json().at("/state/ready").asString())
                .as(settled.text())
                .isEqualTo("READY");
        Reply table = server.send(Request.json("PUT", OWN + "inference-table", "{}"));
        assertThat(table.status()).as(table.text()).isEqualTo(200);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "field:user"})
    void whoHasNoPlaceIsToldToComeAgainAndTheOthersAreAnswered(String key) throws Exception {
        create(key);
        BlockingQueue<Reply> refused = new LinkedBlockingQueue<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answered = new ArrayList<>();
            for (int i = 0; i < PLACES + TOO_MANY; i++) {
                int asked = i;
                answered.add(callers.submit(() -> isAnswered(asked, refused)));
            }
            for (int i = 0; i < TOO_MANY; i++) {
                Reply reply = refused.take();
                assertThat(reply.status()).as(reply.text()).isEqualTo(429);
                assertThat(reply.header("Retry-After")).hasValue("1");
                assertThat(reply.header("served-model-name")).hasValue("slow-1");
                assertThat(reply.text()).contains("requests waiting, which is all that it can hold");
            }
            for (String path : PATHS) {
                Reply unread = replyToHead(path);
                assertThat(unread.status()).as(path).isEqualTo(429);
                JsonNode kept = models.kept(
                        "slow", unread.header("databricks-request-id").orElseThrow());
                assertThat(kept.path("status_code").asInt()).isEqualTo(429);
                assertThat(kept.path("logging_errors").asString()).isEqualTo("REQUEST_NOT_READ");
                assertThat(kept.has("request")).isFalse();
            }
            TestStream.goOn();
            int places = 0;
            for (Future<Boolean> one : answered) {
                places += one.get() ? 1 : 0;
            }
            assertThat(places).isEqualTo(PLACES);
        }
        assertThat(refused).isEmpty();
        assertThat(server.get(ServedModels.ENDPOINTS + "/slow/metrics").text())
                .containsPattern(
                        "cairn_requests_rejected_total\\{[^}]*slow-1[^}]*} " + (TOO_MANY + PATHS.size()) + "(\\.0)?\n");
        assertThat(isAnswered(7, refused)).isTrue();
    }

    /// What is answered to a request whose body does not come.
    private Reply replyToHead(String path) throws IOException {
        try (RawHttp connection = server.connect()) {
            return connection
                    .send(Request.of("POST", path)
                            .with("Content-Type: application/json")
                            .with("Content-Length: 500000"))
                    .readHead();
        }
    }

    /// Whether a caller gets the answer to its question, and nobody else's.
    private boolean isAnswered(int asked, BlockingQueue<Reply> refused) throws IOException {
        Reply reply = models.ask("slow", asked);
        if (reply.status() == 200) {
            assertThat(reply.json().at("/predictions/0/0").asInt(-1)).isEqualTo(asked);
            return true;
        }
        refused.add(reply);
        return false;
    }
}
