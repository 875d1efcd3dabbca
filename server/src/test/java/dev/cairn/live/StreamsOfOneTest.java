package dev.cairn.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.config.LimitConfig;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How many streams one person, and one address, has open.
final class StreamsOfOneTest {
    private static final String EVENTS = "experiments/0/events";
    private static final String PASSWORD = RunningServer.PASSWORD;

    private RunningServer server = new RunningServer();

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void anAddressThatHasAllItsStreamsWaitsUntilOneEnds() throws IOException {
        start(new RunningServer(), new LimitConfig.Streams(10, 2));
        try (Events first = Events.watch(server.port(), EVENTS)) {
            assertThat(first.next().name()).isEqualTo("open");
            try (Events second = Events.watch(server.port(), EVENTS)) {
                assertThat(second.next().name()).isEqualTo("open");

                Reply refused = server.get("/api/3.0/cairn/" + EVENTS);

                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.errorCode()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
                assertThat(refused.header("Retry-After")).isPresent();
                assertThat(server.get("/metrics").text())
                        .contains("cairn_limit_refusals_total{limit=\"streams_of_address\"}");
            }
            awaitStream("", "");
        }
    }

    @Test
    void aPersonsStreamsKeepNobodyElseWaiting() throws IOException {
        start(new RunningServer().withAccounts(), new LimitConfig.Streams(1, 10));
        server.setUp();
        String user = "{\"username\":\"ann\",\"password\":\"%s\"}".formatted(PASSWORD);
        server.send(Request.json("POST", "/api/2.0/mlflow/users/create", user).with(as("root")));
        try (Events hers = Events.watchAs(server.port(), EVENTS, as("ann"))) {
            assertThat(hers.next().name()).isEqualTo("open");

            Reply refused =
                    server.send(Request.of("GET", "/api/3.0/cairn/" + EVENTS).with(as("ANN")));

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isPresent();
            try (Events another = Events.watchAs(server.port(), EVENTS, as("root"))) {
                assertThat(another.next().name()).isEqualTo("open");
            }
        }
        awaitStream(as("ann"), as("root"));
    }

    /// The server finds out that a client is gone when it writes to it.
    private void awaitStream(String whose, String editor) throws IOException {
        Request change = Request.json(
                "POST",
                RunningServer.API + "experiments/set-experiment-tag",
                "{\"experiment_id\": \"0\", \"key\": \"k\", \"value\": \"v\"}");
        String head;
        do {
            server.send(editor.isEmpty() ? change : change.with(editor));
            try (Events events = Events.watchAs(server.port(), EVENTS, whose)) {
                head = events.head();
            }
        } while (head.startsWith("HTTP/1.1 429"));
        assertThat(head).startsWith("HTTP/1.1 200");
    }

    private void start(RunningServer made, LimitConfig.Streams bounds) throws IOException {
        server = made.withLimits(LimitConfig.DEFAULT.with(bounds));
        server.start();
    }

    private static String as(String name) {
        return Request.basic(name, PASSWORD);
    }
}
