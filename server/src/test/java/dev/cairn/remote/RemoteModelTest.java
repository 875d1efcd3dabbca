package dev.cairn.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.cairn.FreePorts;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What pods may answer, and what becomes of it.
@Timeout(60)
class RemoteModelTest {
    private static final Path MODEL = Path.of("..", "scoring", "src", "test", "resources", "models", "classifier");
    private static final byte[] BODY = "{\"inputs\": [[1]]}".getBytes(UTF_8);

    private final PodCalls calls = new PodCalls();
    private final List<String> asked = new ArrayList<>();
    private HttpServer pod;
    private RemoteModel model;

    @BeforeEach
    void start() throws IOException {
        pod = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pod.start();
        model = modelOn(pod.getAddress().getPort());
    }

    private RemoteModel modelOn(int port) throws IOException {
        return new RemoteModel(
                ModelFolder.open(MODEL),
                URI.create("http://127.0.0.1:%d/invocations".formatted(port)),
                "iris-1",
                calls,
                () -> {});
    }

    @AfterEach
    void stop() {
        pod.stop(0);
        calls.close();
    }

    private void answers(int status, String type, String body, Map<String, String> headers) {
        pod.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.getResponseHeaders().set("Content-Type", type);
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void aRequestIsHandedOnAsItCameAndItsAnswerToo() {
        answers(200, "application/json; charset=utf-8", "{\"predictions\": [1]}", Map.of());
        Answer answer = model.answer(BODY, "text/csv");
        assertThat(asked).containsExactly("text/csv " + new String(BODY, UTF_8));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.mediaType()).isEqualTo("application/json");
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("{\"predictions\": [1]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | application/json | {"message": "wrong"}     | 400 | {"message": "wrong"}
            500 | application/json | {"message": "it broke"}  | 500 | {"message": "it broke"}
            200 | text/html        | <html>                   | 500 | The model's answer is none.
            502 | text/html        | <html>                   | 500 | The model's answer is none.
            302 | text/plain       | elsewhere                | 500 | The model's answer is none.
            """)
    void whatIsNoAnswerOfAModelServerIsNone(int status, String type, String body, int expected, String text) {
        answers(status, type, body, Map.of("Location", "http://127.0.0.1:1/"));
        Answer answer = model.answer(BODY, Answer.JSON);
        assertThat(answer.status()).isEqualTo(expected);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo(text);
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            429 | {"message": "128 wait"} | REQUEST_LIMIT_EXCEEDED  | 128 wait
            503 | no JSON                 | TEMPORARILY_UNAVAILABLE | The pods of iris-1 have no time for the request. Try again shortly.
            """)
    void podsThatAreBusyAreAskedAgainByWhoAsks(int status, String body, ErrorCode code, String message) {
        answers(status, "application/json", body, Map.of("Retry-After", "7"));
        assertThatThrownBy(() -> model.answer(BODY, Answer.JSON))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void anAnswerInPartsIsWholeWithItsLastPart() {
        answers(
                200,
                "text/event-stream",
                "data: {\"i\": 0}\r\n\r\n: still there\n\ndata:{\"i\": 1}\n\ndata: [DONE]\n\n",
                Map.of());
        Parts parts = new Parts();
        assertThat(model.answer(BODY, Answer.JSON, parts).status()).isEqualTo(200);
        assertThat(parts.taken).containsExactly("{\"i\": 0}", "{\"i\": 1}");
        assertThat(parts.failures).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data: {"i": 0}%%data: {"error":"it broke"}%%data: [DONE]%% | it broke
            data: {"i": 0}%%data: {"i"                                 | The model did not answer to the end.
            data: {"i": 0}%%                                           | The model did not answer to the end.
            """)
    void anAnswerThatBreaksOffSaysSo(String stream, String why) {
        answers(200, "text/event-stream", stream.replace("%", "\n"), Map.of());
        Parts parts = new Parts();
        Answer answer = model.answer(BODY, Answer.JSON, parts);
        assertThat(answer.isInParts()).isTrue();
        assertThat(answer.status()).isEqualTo(500);
        assertThat(parts.taken).containsExactly("{\"i\": 0}");
        assertThat(parts.failures).containsExactly(why);
    }

    @Test
    void partsThatNobodyTakesAreRefused() {
        answers(200, "text/event-stream", "data: {\"i\": 0}\n\ndata: [DONE]\n\n", Map.of());
        assertThat(model.answer(BODY, Answer.JSON).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,  The model's answer has more than 64 MiB.",
        "text/event-stream, A part of the model's answer has more than 64 MiB."
    })
    void anAnswerThatIsTooLongIsNotWorthAskingForAgain(String type, String why) {
        pod.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[1 << 20];
            try {
                for (int i = 0; i < 66; i++) {
                    exchange.getResponseBody().write(much);
                }
            } finally {
                exchange.close();
            }
        });
        assertThatThrownBy(() -> model.answer(BODY, Answer.JSON, new Parts()))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INTERNAL_ERROR))
                .hasMessage(why);
    }

    @Test
    void podsThatAreNotThereAreSaidToBeAway() throws IOException {
        RemoteModel away = modelOn(FreePorts.take());
        assertThatThrownBy(() -> away.answer(BODY, Answer.JSON))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE))
                .hasMessage("The pods of iris-1 do not answer: no connection to them can be made. Try again shortly.");
        assertThat(away.warmUp()).isFalse();
    }

    /// Who takes an answer in parts.
    private static final class Parts implements Asker {
        private final List<String> taken = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();

        @Override
        public void begins() {
            assertThat(taken).isEmpty();
        }

        @Override
        public boolean takesParts() {
            return true;
        }

        @Override
        public void take(byte[] part) {
            taken.add(new String(part, UTF_8));
        }

        @Override
        public void takeFailure(String why) {
            failures.add(why);
        }
    }
}
