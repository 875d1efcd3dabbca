package dev.cairn.artifacts;

import static dev.cairn.RunningServer.FILES;
import static dev.cairn.RunningServer.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that a browser would run if it were let.
@OnEachStore
final class ActiveContentTest {
    @RegisterExtension
    static final ServerOnEachStore SERVERS = new ServerOnEachStore();

    private static final String SCRIPT = "<script>alert(document.cookie)</script>";

    private final RunningServer server;

    ActiveContentTest(TestStore kind) {
        server = SERVERS.on(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page.html",
                "page.HTM",
                "image.svg",
                "data.xml",
                "page.xhtml",
                "page.shtml",
                "script.js",
                "none",
                "notes.md",
                "page.html.txt",
                "a.pdf",
                "a.mht"
            })
    void aFileIsAnAttachmentInASandbox(String name) throws IOException {
        String run = server.createRun();
        server.put("0/" + run + "/artifacts/" + name, SCRIPT);

        harmless(server.get(FILES + "/0/" + run + "/artifacts/" + name));
        harmless(server.get("/get-artifact?run_id=" + run + "&path=" + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "scripts", "network"})
    void anHtmlFileInAFrameHasAnOriginOfItsOwn(String view) throws IOException {
        String target = htmlFile("page.html") + "&view=" + view;

        Reply framed = server.send(
                Request.of("GET", target).with("Sec-Fetch-Dest: iframe").with("Sec-Fetch-Site: same-origin"));

        assertThat(framed.header("Content-Disposition")).hasValue("inline");
        assertThat(framed.header("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(framed.header("X-Frame-Options")).hasValue("SAMEORIGIN");
        assertThat(framed.header("Content-Security-Policy").orElseThrow())
                .startsWith(view.equals("page") ? "sandbox; default-src 'none'" : "sandbox allow-scripts; default-src")
                .doesNotContain("allow-same-origin", "allow-forms", "allow-top-navigation", "connect-src");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "scripts", "", "anything", "NETWORK"})
    void aPageLoadsNothingFromElsewhereUntilItIsLetTo(String view) throws IOException {
        Reply framed = server.send(
                Request.of("GET", htmlFile("page.html") + "&view=" + view).with("Sec-Fetch-Dest: iframe"));

        assertThat(framed.header("Content-Security-Policy").orElseThrow()).doesNotContain("http", "'self';", "*");
        assertThat(framed.header("X-DNS-Prefetch-Control")).hasValue("off");
        assertThat(framed.header("Referrer-Policy")).hasValue("no-referrer");
    }

    /// A page in a sandbox can lead its own frame elsewhere, also to another view of itself.
    @ParameterizedTest
    @CsvSource({"scripts,cross-site", "network,cross-site", "network,same-site", "network,none"})
    void aPageCannotLetItselfDoMore(String view, String asker) throws IOException {
        Reply framed = server.send(Request.of("GET", htmlFile("page.html") + "&view=" + view)
                .with("Sec-Fetch-Dest: iframe")
                .with("Sec-Fetch-Site: " + asker));

        assertThat(framed.header("Content-Security-Policy").orElseThrow()).startsWith("sandbox; default-src 'none'");
    }

    @Test
    void nothingIsLoadedFromElsewhereWhereBrowsersDoNotSayWhoAsks() throws IOException {
        Reply scripts = server.get(htmlFile("page.html") + "&view=scripts");
        Reply network = server.get(htmlFile("page.html") + "&view=network");

        assertThat(scripts.header("Content-Security-Policy").orElseThrow()).startsWith("sandbox allow-scripts;");
        assertThat(network.header("Content-Security-Policy").orElseThrow()).startsWith("sandbox; default-src 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"document", "object", "embed", "empty"})
    void anHtmlFileIsSavedWhereNoFrameAsksForIt(String destination) throws IOException {
        String target = htmlFile("page.html") + "&view=scripts";

        harmless(server.send(Request.of("GET", target).with("Sec-Fetch-Dest: " + destination)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image.svg", "page.xhtml", "script.js", "page.html.txt", "data.xml"})
    void onlyHtmlIsShownInAFrame(String name) throws IOException {
        harmless(server.send(Request.of("GET", htmlFile(name) + "&view=page").with("Sec-Fetch-Dest: iframe")));
    }

    private String htmlFile(String name) throws IOException {
        String run = server.createRun();
        server.put("0/" + run + "/artifacts/" + name, SCRIPT);
        return "/get-artifact?run_id=" + run + "&path=" + name;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u007fb", "a\nb", "a\rSet-Cookie: b"})
    void aNameWithAControlCharacterIsRefused(String name) throws IOException {
        assertThat(server.put("names/" + encoded(name), SCRIPT).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"; filename=\"b.html", "a'b", "ü 日本.html", "a;b", "%41.html", "\u202etxt.exe"})
    void aNameCannotBreakOutOfItsHeader(String name) throws IOException {
        assertThat(server.put("names/" + encoded(name), SCRIPT).status()).isEqualTo(200);

        Reply reply = server.get(FILES + "/names/" + encoded(name));

        harmless(reply);
        assertThat(reply.header("Content-Disposition").orElseThrow())
                .matches("attachment; filename(=\"[ !#-\\[\\]-~]*\"|\\*=UTF-8''[A-Za-z0-9.%_*-]+)");
    }

    @Test
    void errorsDoNotSendMarkupBackAsMarkup() throws IOException {
        Reply missing = server.get(FILES + "/" + encoded(SCRIPT).replace("%2F", "x"));
        Reply unknown = server.get("/" + encoded(SCRIPT).replace("%2F", "x"));

        assertThat(missing.header("Content-Type")).hasValue("application/json");
        assertThat(unknown.text()).doesNotContain("alert");
        assertThat(unknown.header("X-Content-Type-Options")).hasValue("nosniff");
    }

    private static void harmless(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(SCRIPT);
        assertThat(reply.header("Content-Disposition").orElseThrow()).startsWith("attachment");
        assertThat(reply.header("Content-Security-Policy").orElseThrow()).contains("sandbox");
        assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
    }
}
