package dev.cairn.artifacts;

import static dev.cairn.RunningServer.FILES;
import static dev.cairn.RunningServer.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.RawHttp;
import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ranges, conditions, names and listings.
@OnEachStore
final class DownloadTest {
    @RegisterExtension
    static final ServerOnEachStore SERVERS = new ServerOnEachStore();

    private static final String TARGET = FILES + "/digits.txt";
    private static final int MANY = 2_000;

    private final TestStore kind;
    private final RunningServer server;

    DownloadTest(TestStore kind) {
        this.kind = kind;
        server = SERVERS.on(kind);
    }

    @BeforeEach
    void store() throws IOException {
        server.put("digits.txt", "0123456789");
        server.put("empty", "");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,    0,          bytes 0-0/10",
        "bytes=0-3,    0123,       bytes 0-3/10",
        "bytes=4-6,    456,        bytes 4-6/10",
        "bytes=7-,     789,        bytes 7-9/10",
        "bytes=-3,     789,        bytes 7-9/10",
        "bytes=-99,    0123456789, bytes 0-9/10",
        "bytes=8-99,   89,         bytes 8-9/10",
        "bytes=0-,     0123456789, bytes 0-9/10"
    })
    void aRangeIsSentAlone(String range, String content, String contentRange) throws IOException {
        Reply reply = server.send(Request.of("GET", TARGET).with("Range: " + range));

        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.text()).isEqualTo(content);
        assertThat(reply.header("Content-Range")).hasValue(contentRange);
        assertThat(reply.header("Content-Length")).hasValue(Integer.toString(content.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=999999999999-"})
    void aRangeBehindTheEndCannotBeSatisfied(String range) throws IOException {
        Reply reply = server.send(Request.of("GET", TARGET).with("Range: " + range));

        assertThat(reply.status()).isEqualTo(416);
        assertThat(reply.header("Content-Range")).hasValue("bytes */10");
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5", "bytes=1", "x", ""})
    void whatIsNotOneRangeGetsTheWholeFile(String range) throws IOException {
        Reply reply = server.send(Request.of("GET", TARGET).with("Range: " + range));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("0123456789");
    }

    @Test
    void aRangeOfAnotherVersionGetsTheWholeFile() throws IOException {
        String etag = server.get(TARGET).header("ETag").orElseThrow();
        Request range = Request.of("GET", TARGET).with("Range: bytes=0-1");

        assertThat(server.send(range.with("If-Range: " + etag)).status()).isEqualTo(206);
        assertThat(server.send(range.with("If-Range: \"other\"")).status()).isEqualTo(200);
    }

    @Test
    void aFileThatTheClientHasIsNotSentAgain() throws IOException {
        String etag = server.get(TARGET).header("ETag").orElseThrow();
        Request conditional = Request.of("GET", TARGET).with("If-None-Match: \"x\", " + etag);

        Reply same = server.send(conditional);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("ETag")).hasValue(etag);
        assertThat(server.send(conditional.with("If-None-Match: \"x\"")).status())
                .isEqualTo(200);
        assertThat(server.send(conditional.with("If-None-Match: *")).status()).isEqualTo(304);
    }

    @Test
    void aReplacedFileHasAnotherTag() throws IOException {
        server.put("replaced", "aaa");
        String first = server.get(FILES + "/replaced").header("ETag").orElseThrow();
        server.put("replaced", "bbb");

        assertThat(server.get(FILES + "/replaced").header("ETag").orElseThrow()).isNotEqualTo(first);
    }

    @Test
    void aHeadTellsTheSizeAndSendsNothing() throws IOException {
        try (RawHttp http = server.connect()) {
            Reply head =
                    http.send(Request.of("HEAD", TARGET).without("Connection")).readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).hasValue("10");

            Reply next = http.send(Request.of("GET", TARGET)).read();
            assertThat(next.text()).isEqualTo("0123456789");
        }
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        Reply reply = server.get(FILES + "/empty");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(server.send(Request.of("GET", FILES + "/empty").with("Range: bytes=0-"))
                        .status())
                .isEqualTo(416);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ü 日本 😀.txt",
                "a+b",
                "100%",
                "%41",
                "x%2541y",
                "a#b",
                "a?b",
                "a&b=c",
                "a;b",
                "...",
                "a..b",
                "~",
                "-rf",
                " lead",
                "trail ",
                "CON",
                ".hidden",
                "e\u0301",
                "$(id)",
                "'; DROP TABLE runs; --"
            })
    void anyNameThatIsOneNameIsKept(String name) throws IOException {
        assertThat(server.put("names/" + encoded(name), "content of " + name).status())
                .isEqualTo(200);

        assertThat(server.get(FILES + "/names/" + encoded(name)).text()).isEqualTo("content of " + name);
        assertThat(server.get(FILES + "?path=names").json().path("files").valueStream())
                .anyMatch(file -> file.path("path").asString().equals(name));
        assertThat(server.send(Request.of("DELETE", FILES + "/names/" + encoded(name)))
                        .text())
                .isEqualTo("{}");
        assertThat(server.get(FILES + "/names/" + encoded(name)).status()).isEqualTo(404);
    }

    @Test
    void aNameHasALimit() throws IOException {
        assertThat(server.put("n".repeat(255), "x").status()).isEqualTo(200);
        for (String name : List.of("n".repeat(256), "%C3%BC".repeat(128), "d/".repeat(3_000) + "x")) {
            assertThat(server.put(name, "x").status()).isEqualTo(400);
            assertThat(server.get(FILES + "/" + name).status()).isEqualTo(400);
            assertThat(server.get(FILES + "?path=" + name).status()).isEqualTo(400);
        }
        server.send(Request.of("DELETE", FILES + "/" + "n".repeat(255)));
    }

    @Test
    void aLargeFolderIsListedWholeAndInOrder() throws IOException {
        int many = kind == TestStore.LOCAL ? MANY : 120; // more than S3 lists at once are in ArtifactStoreTest
        for (int i = 0; i < many; i++) {
            server.put("many/f%04d".formatted(i), "x");
        }

        Reply reply = server.get(FILES + "?path=many");

        assertThat(reply.json().path("files").valueStream())
                .extracting(file -> file.path("path").asString())
                .containsExactlyElementsOf(
                        IntStream.range(0, many).mapToObj("f%04d"::formatted).toList());
    }

    /// The latter is no matter for the log.
    @Test
    void aStoreThatBreaksOffIsNotTakenForAClientThatWentAway() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new SocketException("Connection reset");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> Download.copy(broken, 1, OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketException.class)
                .hasMessageContaining("store");
    }
}
