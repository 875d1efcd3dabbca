package dev.cairn.http;

import static dev.cairn.RunningServer.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp;
import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that want more than their share: refused with a clear 4xx, and nobody else notices.
final class OverloadTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static final int MANY = 100;
    private static final int MEBIBYTE = 1 << 20;
    private static final Request CREATE = Request.json("POST", API + "experiments/create", "{}");

    @AfterEach
    void theServerStillAnswersAndStoredNothing() throws IOException {
        SERVER.assertAnswers();
        assertThat(SERVER.get(API + "experiments/search?max_results=10").json().path("experiments"))
                .hasSize(1);
        assertThat(SERVER.stored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "67108865", "9223372036854775807"})
    void aHugeBodyIsRefusedWhenItIsAnnounced(String length) throws IOException {
        Reply reply = SERVER.send(CREATE.with("Content-Length: " + length));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).isEqualTo("The request body is larger than 64 MiB.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "1e3", "99999999999999999999999", "5, 6", "+5"})
    void aLengthThatIsNoneIsRefused(String length) throws IOException {
        assertThat(SERVER.send(CREATE.with("Content-Length: " + length)).status())
                .isEqualTo(400);
    }

    @Test
    void aHugeBodyIsRefusedWhenItIsStreamed() throws IOException {
        byte[] space = new byte[MEBIBYTE];
        Arrays.fill(space, (byte) ' ');
        try (RawHttp http = SERVER.connect()) {
            http.send(CREATE.without("Content-Length").with("Transfer-Encoding: chunked"));
            sendUntilClosed(http, () -> {
                for (int i = 0; i < MANY; i++) {
                    http.send("100000\r\n").send(space).send("\r\n");
                }
            });
            assertThat(http.read().status()).isEqualTo(400);
        }
    }

    @Test
    void aHundredMegabytesOfWhitespaceAreRefused() throws IOException {
        byte[] space = new byte[MEBIBYTE];
        Arrays.fill(space, (byte) ' ');
        try (RawHttp http = SERVER.connect()) {
            http.send(CREATE.with("Content-Length: " + (long) MANY * MEBIBYTE));
            assertThat(http.read().status()).isEqualTo(400);
            sendUntilClosed(http, () -> {
                for (int i = 0; i < MANY; i++) {
                    http.send(space);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[[{\"a\":"})
    void aDeepDocumentIsRefused(String level) throws IOException {
        String deep = level.repeat(100_000);

        assertThat(SERVER.post("experiments/create", deep).status()).isEqualTo(400);
        assertThat(SERVER.post("experiments/create", "{\"name\": \"x\", \"other\": " + deep)
                        .status())
                .isEqualTo(400);
        assertThat(SERVER.post("runs/log-batch", "{\"run_id\": \"x\", \"other\": " + deep)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void longNamesAreRefused() throws IOException {
        String run = "no-such-run";
        String longName = "k".repeat(200_000);

        for (Reply reply : List.of(
                SERVER.post("experiments/create", "{\"name\": \"%s\"}".formatted(longName)),
                SERVER.post(
                        "runs/log-metric",
                        "{\"run_id\": \"%s\", \"key\": \"%s\", \"value\": 1, \"timestamp\": 1}"
                                .formatted(run, longName)),
                SERVER.post(
                        "runs/set-tag",
                        "{\"run_id\": \"%s\", \"key\": \"%s\", \"value\": \"\"}".formatted(run, longName)),
                SERVER.post("experiments/create", "{\"%s\": 1}".formatted(longName)),
                SERVER.post("experiments/create", "{\"name\": %s}".formatted("9".repeat(100_000))))) {
            assertThat(reply.status()).isIn(400, 404);
            assertThat(reply.body()).hasSizeLessThan(1_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000})
    void manyOrLongHeadersAreRefused(int size) throws IOException {
        Request many = Request.of("GET", "/health");
        List<String> lines = new ArrayList<>(many.headers());
        IntStream.range(0, size / 10).forEach(i -> lines.add("X-%d: %s".formatted(i, "v".repeat(40))));

        assertThat(SERVER.send(new Request("GET", "/health", lines, new byte[0]))
                        .status())
                .isIn(400, 431);
        assertThat(SERVER.send(many.with("X-Long: " + "v".repeat(size * 20))).status())
                .isIn(400, 431);
    }

    @Test
    void aLongRequestLineIsRefused() throws IOException {
        assertThat(SERVER.get("/health?" + "a".repeat(200_000)).status()).isIn(400, 414);
        assertThat(SERVER.get("/" + "a/".repeat(100_000)).status()).isIn(400, 414);
    }

    @Test
    void manyParametersAreJustMany() throws IOException {
        String query = IntStream.range(0, 5_000).mapToObj(i -> "a" + i + "=1").collect(Collectors.joining("&"));

        assertThat(SERVER.get(API + "experiments/search?max_results=1&" + query).status())
                .isEqualTo(200);
    }

    @Test
    void slowClientsDoNotKeepOthersWaiting() throws IOException {
        List<RawHttp> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                slow.add(SERVER.connect().send("G"));
                slow.add(SERVER.connect()
                        .send(CREATE.with("Content-Length: 100"))
                        .send("{"));
                slow.add(SERVER.connect()
                        .send(Request.of("PUT", RunningServer.FILES + "/slow").with("Content-Length: 100")));
            }
            SERVER.assertAnswers();
            assertThat(SERVER.post("runs/search", "{\"experiment_ids\": [\"0\"]}")
                            .status())
                    .isEqualTo(200);
        } finally {
            for (RawHttp http : slow) {
                http.close();
            }
        }
        while (!SERVER.stored().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aBodyThatIsHalfSentIsNoCall() throws IOException {
        Request half = CREATE.with("Content-Length: 100");
        try (RawHttp http = SERVER.connect()) {
            http.send(half).send("{\"name\": \"half\"}");
        }
        try (RawHttp http = SERVER.connect()) {
            Reply reply =
                    http.send(half).send("{\"name\": \"half\"}").endOfSending().read();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(http.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
                "GET\r\n\r\n",
                "GET /health\r\n\r\n",
                "GET /health HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nX : y\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
                "GET /hea lth HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}abc",
                "POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "\r\n\r\n\r\n"
            })
    void whatIsNoHttpEndsTheConnection(String bytes) throws IOException {
        try (RawHttp http = SERVER.connect()) {
            http.send(bytes).endOfSending();
            while (!http.isClosedByServer()) {
                // a refusal may come before the end; there must be an end
            }
        }
    }

    private static void sendUntilClosed(RawHttp http, Sending sending) throws IOException {
        try {
            sending.send();
            http.endOfSending();
        } catch (SocketException closedByServer) {
            assertThat(closedByServer).isNotNull();
        }
    }

    @FunctionalInterface
    private interface Sending {
        void send() throws IOException;
    }
}
