package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a client makes of servers that know no `Idempotency-Key`, and of what stands before them.
class OtherServersTest {
    private static final String EXPERIMENT = "{\"experiment_id\": \"7\"}";

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        exchange.getRequestBody().readAllBytes();
        Answer next = path.endsWith("server-info") ? new Answer(404, "<html>Not Found</html>") : answers.remove();
        exchange.getResponseHeaders().add("Retry-After", "0");
        if (next.status() == 0) {
            exchange.close();
            return;
        }
        byte[] body = next.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(next.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private CairnClient client() {
        return CairnClient.at("http://127.0.0.1:" + server.getAddress().getPort() + "/")
                .retries(new Retries(3, Duration.ofMillis(1), Duration.ofMillis(2)))
                .build();
    }

    private void answers(int... statuses) {
        for (int status : statuses) {
            answers.add(new Answer(status, status == 200 ? EXPERIMENT : "<h1>" + status + "</h1>"));
        }
    }

    @Test
    void aWriteIsNotRepeatedWhereItCouldHappenTwice() {
        answers(0, 200);

        assertThatThrownBy(() -> client().experiments().create("once")).isInstanceOf(NoAnswerException.class);
        assertThat(asked).filteredOn(path -> path.endsWith("create")).hasSize(1);
    }

    @Test
    void aWriteThatWasNotLookedAtIsSentAgain() {
        answers(503, 429, 200);

        assertThat(client().experiments().create("busy")).isEqualTo("7");
        assertThat(asked).hasSize(3);
    }

    @Test
    void aReadIsSentAgainWhateverKeptItsAnswer() {
        answers(502, 504, 200);

        assertThat(client().experiments().search(Query.all())).isEmpty();
    }

    @Test
    void aPageOfAProxyIsARefusalWithItsStatus() {
        answers(502);

        assertThatThrownBy(() -> client().experiments().create("gone"))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("HTTP_502");
                    assertThat(refused.reason()).isEqualTo("<h1>502</h1>");
                    assertThat(refused.requestId()).isEmpty();
                });
    }

    @Test
    void anAnswerThatIsNoJsonIsShown() {
        answers.add(new Answer(200, "<h1>Sign in to the hotel's network</h1>"));

        assertThatThrownBy(() -> client().experiments().get("0"))
                .isInstanceOf(CairnException.class)
                .hasMessageContaining("hotel");
    }

    @Test
    void aLoggedModelIsReadWhereTaggingItTellsNothing() {
        answers.add(new Answer(200, "{}"));
        answers.add(new Answer(200, "{\"model\": {\"info\": {\"model_id\": \"m-1\"}}}"));

        assertThat(client().loggedModels()
                        .setTags("m-1", Map.of("a", "b"))
                        .info()
                        .modelId())
                .isEqualTo("m-1");
    }

    @Test
    void aThreadThatIsInterruptedWaitsNoLonger() throws InterruptedException {
        answers(0);
        CairnClient patient = CairnClient.at(
                        "http://127.0.0.1:" + server.getAddress().getPort())
                .retries(new Retries(9, Duration.ofHours(1), Duration.ofHours(1)))
                .build();
        Throwable[] thrown = new Throwable[1];
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                patient.experiments().get("0");
            } catch (NoAnswerException interrupted) {
                thrown[0] = interrupted;
            }
        });
        thread.interrupt();
        thread.join();

        assertThat(thrown[0]).hasCauseInstanceOf(InterruptedException.class);
    }
}
