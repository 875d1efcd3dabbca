package dev.cairn.serving;

import static dev.cairn.serving.ServedModels.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp;
import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.modelserver.TestModelServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that go away in the middle of what they ask a model, behind an endpoint and by `cairn serve`.
@Timeout(120)
class CutBodiesTest {
    private static final String OF_ENDPOINT = "/serving-endpoints/flowers/invocations";
    private static final String OF_SERVER = "/invocations";
    private static final String BODY = "{\"inputs\": [[5.1, 3.5, 1.4, 0.2]]}";
    private static final String HEAD =
            "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n\r\n";

    private static final RunningServer SERVER = new RunningServer();
    private static TestModelServer alone;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        SERVER.start();
        ServedModels models = new ServedModels(SERVER);
        models.register("iris", "classifier");
        models.create("flowers", config("iris", "1"));
        models.settled("flowers");
        alone = TestModelServer.of("classifier");
    }

    @AfterAll
    static void stop() throws IOException {
        alone.close();
        SERVER.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {OF_ENDPOINT, OF_SERVER})
    void aBodyThatIsShorterThanAnnouncedIsNotScored(String path) throws IOException {
        for (String sent : new String[] {BODY, BODY.substring(0, 20), ""}) { // of which the first could be read
            refuses(path, HEAD.formatted(path, "Content-Length: " + (BODY.length() + 1)) + sent);
        }
        answers(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {OF_ENDPOINT, OF_SERVER})
    void aBodyWithoutItsLastChunkIsNotScored(String path) throws IOException {
        String head = HEAD.formatted(path, "Transfer-Encoding: chunked");
        String chunk = "%x\r\n%s\r\n".formatted(BODY.length(), BODY);
        for (String sent : new String[] {chunk, chunk.substring(0, 20), "", chunk + "0", chunk + "no number\r\n"}) {
            refuses(path, head + sent);
        }
        answers(path);
    }

    private static void refuses(String path, String sent) throws IOException {
        try (RawHttp http = RunningServer.connect(port(path))) {
            http.send(sent).endOfSending();
            assertThat(statusOrClosed(http)).as(sent).isEqualTo(400);
            assertThat(http.isClosedByServer()).as(sent).isTrue();
        }
    }

    /// A connection that is closed says the same.
    private static int statusOrClosed(RawHttp http) throws IOException {
        try {
            return http.read().status();
        } catch (EOFException | SocketException _) {
            return 400;
        }
    }

    private static void answers(String path) throws IOException {
        Reply reply = RunningServer.send(port(path), Request.json("POST", path, BODY));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().at("/predictions/label/0").asInt(-1)).isZero();
    }

    private static int port(String path) {
        return path.equals(OF_SERVER) ? alone.port() : SERVER.port();
    }
}
