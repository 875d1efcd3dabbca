package dev.cairn.artifacts;

import static dev.cairn.RunningServer.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Folders as one file, and folders page by page.
@OnEachStore
final class ZipFolderTest {
    @RegisterExtension
    static final ServerOnEachStore SERVERS = new ServerOnEachStore();

    private final RunningServer server;

    ZipFolderTest(TestStore kind) {
        server = SERVERS.on(kind);
    }

    @Test
    void aFolderIsSentWithAllBelowIt() throws IOException {
        String run = server.createRun();
        Map<String, String> tree =
                Map.of("a.txt", "1", "b/c/d.txt", "22", "b/empty", "", "b/%C3%BC%20%F0%9F%98%80", "u");
        for (Map.Entry<String, String> file : tree.entrySet()) {
            server.put("0/%s/artifacts/in/%s".formatted(run, file.getKey()), file.getValue());
        }
        server.put("0/%s/artifacts/inner".formatted(run), "not below it");

        Reply zip = server.get(API + "artifacts/zip?path=in&run_id=" + run);

        assertThat(zip.header("Content-Type")).hasValue("application/zip");
        assertThat(zip.header("Content-Disposition")).hasValue("attachment; filename=\"in.zip\"");
        assertThat(unzipped(zip)).isEqualTo(Map.of("a.txt", "1", "b/c/d.txt", "22", "b/empty", "", "b/ü 😀", "u"));
        assertThat(unzipped(server.get("/api/2.0/mlflow-artifacts/zip?path=0/%s/artifacts/in/b".formatted(run))))
                .containsOnlyKeys("c/d.txt", "empty", "ü 😀");
        assertThat(unzipped(server.get(API + "artifacts/zip?run_id=" + run))).hasSize(5);
    }

    @Test
    void aFolderThatIsNotThereIsNotSent() throws IOException {
        String run = server.createRun();

        assertThat(server.get(API + "artifacts/zip?path=absent&run_id=" + run).status())
                .isEqualTo(404);
        assertThat(server.get(API + "artifacts/zip?run_id=" + "0".repeat(32)).status())
                .isEqualTo(404);
        assertThat(server.get(API + "artifacts/zip").status()).isEqualTo(400);
        assertThat(server.get(API + "artifacts/zip?path=../x&run_id=" + run).status())
                .isEqualTo(400);
    }

    @Test
    void aFolderIsListedPageByPage() throws IOException {
        String run = server.createRun();
        for (int i = 0; i < 5; i++) {
            server.put("0/%s/artifacts/f%d".formatted(run, i), "x");
        }
        for (String listing : new String[] {
            API + "artifacts/list?run_id=" + run,
            "/api/2.0/mlflow-artifacts/artifacts?path=0/%s/artifacts".formatted(run)
        }) {
            Map<String, String> seen = new TreeMap<>();
            String token = "";
            do {
                Reply page = server.get(listing + "&max_results=2&page_token=" + token);
                page.json()
                        .path("files")
                        .forEach(file -> seen.put(file.path("path").asString(), ""));
                token = page.field("next_page_token");
            } while (!token.isEmpty());
            assertThat(seen).containsOnlyKeys("f0", "f1", "f2", "f3", "f4");
            assertThat(server.get(listing).json().path("files")).hasSize(5);
            assertThat(server.get(listing).field("next_page_token")).isEmpty();
            for (String wrong : new String[] {
                "max_results=0",
                "max_results=10001",
                "max_results=x",
                "page_token=%25",
                "page_token=zzz",
                "page_token=ZjE"
            }) {
                assertThat(server.get(listing + "&" + wrong).status()).as(wrong).isEqualTo(400);
            }
        }
    }

    @Test
    void theHeadOfAFileIsSentForPreviews() throws IOException {
        String run = server.createRun();
        server.put("0/%s/artifacts/log.txt".formatted(run), "0123456789");
        String file = "/get-artifact?path=log.txt&run_id=" + run;

        Reply head = server.get(file + "&max_bytes=4");
        assertThat(head.status()).isEqualTo(206);
        assertThat(head.text()).isEqualTo("0123");
        assertThat(head.header("Content-Range")).hasValue("bytes 0-3/10");
        assertThat(server.get(file + "&max_bytes=100").text()).isEqualTo("0123456789");
        for (String wrong : new String[] {"0", "-1", "x", "99999999999999999999"}) {
            assertThat(server.get(file + "&max_bytes=" + wrong).status()).isEqualTo(400);
        }
    }

    private static Map<String, String> unzipped(Reply reply) throws IOException {
        assertThat(reply.status()).isEqualTo(200);
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(reply.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
