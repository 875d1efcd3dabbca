package dev.cairn.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The web UI as a browser gets it. The files are those of the tests, which stand before those of the build.
final class UiTest {
    private static final String SCRIPT = "/assets/app-1a2b.js";

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @Test
    void theDocumentMayRunItsOwnFilesAlone() throws IOException {
        Reply page = SERVER.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.text()).contains("The page of the tests");
        List<String> policy =
                List.of(page.header("Content-Security-Policy").orElse("").split("; "));
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'")
                .contains("base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'")
                .noneMatch(line -> line.contains("unsafe-"));
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void notebooksShowTracesInAFrameOfWhateverPlace() throws IOException {
        Reply page = SERVER.get("/notebook.html?trace_id=tr-1");

        assertThat(page.text()).contains("The traces of the tests");
        assertThat(page.header("X-Frame-Options")).isEmpty();
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .endsWith("frame-ancestors http: https: vscode-webview:")
                .contains("script-src 'self'", "connect-src 'self'", "form-action 'none'")
                .doesNotContain("unsafe-");
        assertThat(SERVER.get("/").header("X-Frame-Options")).contains("SAMEORIGIN");
    }

    @Test
    void theAddressThatClientsPrintLeadsToThem() throws IOException {
        Reply reply = SERVER.get(
                "/static-files/lib/notebook-trace-renderer/index.html?trace_id=tr-1&experiment_id=0&trace_id=a%26b%0d%0aSet-Cookie:c&version=3");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location"))
                .contains("../../../notebook.html?trace_id=tr-1&trace_id=a%26b%0D%0ASet-Cookie%3Ac");
        assertThat(reply.header("Set-Cookie")).isEmpty();
        assertThat(SERVER.get("/static-files/lib/other/index.html").status()).isEqualTo(404);
    }

    @Test
    void theDocumentIsAskedForAnewAndItsFilesNever() throws IOException {
        assertThat(SERVER.get("/").header("Cache-Control")).contains("no-cache");
        assertThat(SERVER.get(SCRIPT).header("Cache-Control"))
                .hasValueSatisfying(told -> assertThat(told).contains("immutable"));
    }

    @Test
    void aFileComesInTheFormThatTheClientTakes() throws IOException {
        Reply plain = SERVER.get(SCRIPT);
        Reply packed = SERVER.send(Request.of("GET", SCRIPT).with("Accept-Encoding: gzip, deflate"));
        Reply smallest = SERVER.send(Request.of("GET", SCRIPT).with("Accept-Encoding: gzip, deflate, br, zstd"));

        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(plain.text()).contains("answer = 42");
        assertThat(plain.header("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(packed.header("Content-Encoding")).contains("gzip");
        assertThat(unpacked(packed.body())).isEqualTo(plain.text());
        assertThat(smallest.header("Content-Encoding")).contains("br");
        assertThat(smallest.header("Vary")).contains("Accept-Encoding");
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws IOException {
        String known = SERVER.get("/").header("ETag").orElseThrow();

        Reply again = SERVER.send(Request.of("GET", "/").with("If-None-Match: " + known));
        Reply changed = SERVER.send(Request.of("GET", "/").with("If-None-Match: \"another\""));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(changed.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/none.js",
                "/assets/notes.txt", // no kind of file that a page loads
                "/assets/.hidden.js",
                "/assets/index.html",
                "/index.html",
                "/assets/app-1a2b.js.gz"
            })
    void nothingElseIsServed(String path) throws IOException {
        assertThat(SERVER.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/assets/../index.html", "/assets/..%2findex.html", "/assets/%2e%2e/cairn.svg", "/assets/a%00.js"
            })
    void aPathOutOfTheFolderIsRefused(String path) throws IOException {
        assertThat(SERVER.get(path).status()).isEqualTo(400);
    }

    private static String unpacked(byte[] content) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
