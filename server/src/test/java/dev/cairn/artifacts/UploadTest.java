package dev.cairn.artifacts;

import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp;
import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An upload is there as a whole, or not at all.
@OnEachStore
final class UploadTest {
    @RegisterExtension
    static final ServerOnEachStore SERVERS = new ServerOnEachStore();

    private static final Duration SOON = Duration.ofMinutes(1);

    private final RunningServer server;

    UploadTest(TestStore kind) {
        server = SERVERS.on(kind);
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 100,hello", "Transfer-Encoding: chunked,'50\r\nhello\r\n'"})
    void anUploadThatIsCutOffLeavesNothing(String length, String sent) throws IOException {
        server.put("kept.txt", "the old content");

        try (RawHttp http = server.connect()) {
            http.send(Request.of("PUT", FILES + "/kept.txt").with(length)).send(sent);
        }
        try (RawHttp http = server.connect()) {
            http.send(Request.of("PUT", FILES + "/new.txt").with(length)).send(sent);
            Reply reply = http.endOfSending().read();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.message()).contains("ended before");
            assertThat(http.isClosedByServer()).isTrue();
        }

        eventuallyStored("kept.txt");
        assertThat(server.get(FILES + "/kept.txt").text()).isEqualTo("the old content");
        server.send(Request.of("DELETE", FILES + "/kept.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nhello\r\n0\r\n\r\n", "-5\r\nhello\r\n0\r\n\r\n", "\r\n\r\n", "fffffffff\r\nhello"})
    void chunksThatMakeNoSenseAreRefused(String chunks) throws IOException {
        try (RawHttp http = server.connect()) {
            http.send(Request.of("PUT", FILES + "/chunks.txt").with("Transfer-Encoding: chunked"))
                    .send(chunks)
                    .endOfSending();
            assertThat(http.read().status()).isEqualTo(400);
        }
        eventuallyStored();
        server.assertAnswers();
    }

    @Test
    void aWrongDigestIsRefusedAndARightOneTaken() throws IOException {
        for (String header : new String[] {"Content-Digest", "Repr-Digest"}) {
            Request upload = Request.of("PUT", FILES + "/digest.txt").body("hello");

            Reply wrong = server.send(upload.with(header + ": sha-256=:" + sha256("other") + ":"));
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(wrong.message()).contains("SHA-256");
            eventuallyStored();

            Reply right = server.send(upload.with(header + ": sha-256=:" + sha256("hello") + ":"));
            assertThat(right.status()).isEqualTo(200);
            server.send(Request.of("DELETE", FILES + "/digest.txt"));
        }
    }

    @Test
    void anUploadAnswersWithAnEmptyBody() throws IOException {
        Reply reply = server.put("a/b/c.txt", "x");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        server.send(Request.of("DELETE", FILES + "/a"));
    }

    @Test
    void chunksAreTaken() throws IOException {
        Request upload = Request.of("PUT", FILES + "/chunked.txt").with("Transfer-Encoding: chunked");
        try (RawHttp http = server.connect()) {
            http.send(upload).send("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
            assertThat(http.read().status()).isEqualTo(200);
        }
        assertThat(server.get(FILES + "/chunked.txt").text()).isEqualTo("hello world");
        server.send(Request.of("DELETE", FILES + "/chunked.txt"));
    }

    @Test
    void anUploadOfTheUiHasALimitAndNeedsALength() throws IOException {
        String target = "/ajax-api/2.0/mlflow/upload-artifact?run_uuid=" + server.createRun() + "&path=";
        Reply tooLarge = server.send(Request.of("POST", target + "a.bin").with("Content-Length: 10485761"));
        Reply unknown = server.send(Request.of("POST", target + "a.bin").with("Transfer-Encoding: chunked"));
        Reply fine = server.send(Request.of("POST", target + "d/a.bin").body("x"));
        Reply noPath = server.send(Request.of("POST", target).body("x"));

        assertThat(tooLarge.message()).isEqualTo("Artifact size is too large. Max size is 10 MB.");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(fine.status()).isEqualTo(200);
        assertThat(noPath.status()).isEqualTo(400);
        server.send(Request.of("DELETE", FILES + "/0"));
    }

    /// An upload whose client went away is cleared up by the server's thread, a moment later.
    private void eventuallyStored(String... paths) throws IOException {
        long end = System.nanoTime() + SOON.toNanos();
        while (!server.stored().equals(java.util.List.of(paths)) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        Assertions.assertThat(server.stored()).containsExactly(paths);
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }
}
