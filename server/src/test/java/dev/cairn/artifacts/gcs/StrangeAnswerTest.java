package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.bucket.BucketStore;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.config.GcsAccess;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A proxy that answers in the store's place, with success.
final class StrangeAnswerTest {
    private static final ArtifactPath PATH = ArtifactPath.of("run");

    private String answer = "";
    private HttpServer server;
    private BucketStore store;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = answer.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        store = new BucketStore(
                GcsBucket.open(
                        new ArtifactDestination.Gcs("bucket", "", endpoint, new GcsAccess.Emulator(Optional.empty()))),
                "");
    }

    @AfterEach
    void close() {
        store.close();
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Please log in</html>", "[]", "\"items\""})
    void nothingIsTakenForDoneOrForNotThere(String said) {
        answer = said;

        refused(() -> store.find(PATH));
        refused(() -> store.list(PATH, "", 10));
        refused(() -> store.delete(PATH));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code().status()).isEqualTo(503));
    }
}
