package dev.cairn.artifacts;

import static dev.cairn.RunningServer.API;
import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Paths that point out of the artifact root, or could be taken to, on every route that takes a path.
@OnEachStore
final class TraversalTest {
    @RegisterExtension
    static final ServerOnEachStore SERVERS = new ServerOnEachStore();

    private static final String SECRET = "a secret outside the artifact root";
    private static final List<String> PREFIXES = List.of("/api", "/ajax-api");

    private static final Map<TestStore, Planted> PLANTED = new EnumMap<>(TestStore.class);

    private final RunningServer server;
    private final String run;
    private final String model;
    private final Path secret;
    private final List<String> before;

    TraversalTest(TestStore kind) throws IOException {
        server = SERVERS.on(kind);
        if (!PLANTED.containsKey(kind)) {
            PLANTED.put(kind, Planted.on(server));
        }
        Planted planted = Objects.requireNonNull(PLANTED.get(kind));
        run = planted.run;
        model = planted.model;
        secret = planted.secret;
        before = planted.stored;
    }

    /// A secret outside of the store, and what is in the store.
    private record Planted(String run, String model, Path secret, List<String> stored) {
        static Planted on(RunningServer server) throws IOException {
            Path secret = Files.writeString(server.folder().resolve("secret.txt"), SECRET);
            String run = server.createRun();
            String model = server.post("logged-models", "{\"experiment_id\": \"0\", \"name\": \"m\"}")
                    .json()
                    .at("/model/info/model_id")
                    .asString();
            assertThat(server.put("0/" + run + "/artifacts/a.txt", "of the run").status())
                    .isEqualTo(200);
            return new Planted(run, model, secret, server.stored());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../secret.txt",
                "../../secret.txt",
                "a/../../../secret.txt",
                "%2e%2e/%2e%2e/secret.txt",
                "%2E%2e/.%2e/secret.txt",
                "..%2f..%2fsecret.txt",
                "..%2F..%2Fsecret.txt",
                "%2e%2e%2f%2e%2e%2fsecret.txt",
                "%252e%252e/%252e%252e/secret.txt",
                "%252e%252e%252f%252e%252e%252fsecret.txt",
                "%25252e%25252e%25252fsecret.txt",
                "..%5c..%5csecret.txt",
                "..\\..\\secret.txt",
                "a%5c..%5c..%5csecret.txt",
                "..%255c..%255csecret.txt",
                "/etc/passwd",
                "%2fetc%2fpasswd",
                "//etc/passwd",
                "a//b",
                "./a.txt",
                "a/./b",
                "%2e/a.txt",
                "C:/secret.txt",
                "c:secret.txt",
                "C:%5csecret.txt",
                "C%3a/secret.txt",
                "a/C:secret.txt",
                "a/b/c%3asecret.txt",
                "a/C%253a",
                "a%00.txt",
                "%00",
                "../secret.txt%00.png",
                "a%0d%0aSet-Cookie:x",
                "a%0ab",
                "%c0%ae%c0%ae/secret.txt",
                "%ff%fe",
                "..%c0%afsecret.txt",
                "..%u2215secret.txt"
            })
    void aHostilePathIsRefusedEverywhere(String path) throws IOException {
        for (String prefix : PREFIXES) {
            String files = prefix + FILES.substring("/api".length());
            String api = prefix + API.substring("/api".length());
            refused(Request.of("GET", files + "/" + path));
            refused(Request.of("PUT", files + "/" + path).body("planted"));
            refused(Request.of("DELETE", files + "/" + path));
            refused(Request.of("GET", files.replace("/artifacts/artifacts", "/presigned") + "/" + path));
            refused(Request.of("GET", files + "?path=" + path));
            refused(Request.of("GET", api + "artifacts/list?run_id=" + run + "&path=" + path));
            refused(Request.of(
                    "GET", api + "logged-models/" + model + "/artifacts/directories?artifact_directory_path=" + path));
        }
        refused(Request.of("GET", "/get-artifact?run_id=" + run + "&path=" + path));
        refused(Request.of(
                "GET", "/ajax-api/2.0/mlflow/logged-models/" + model + "/artifacts/files?artifact_file_path=" + path));
        refused(Request.of("POST", "/ajax-api/2.0/mlflow/upload-artifact?run_uuid=" + run + "&path=" + path)
                .body("planted"));

        assertThat(server.stored()).isEqualTo(before);
        assertThat(secret).hasContent(SECRET);
        assertThat(server.folder())
                .isDirectoryNotContaining(
                        file -> !List.of(secret, server.data()).contains(file));
        server.assertAnswers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/.", "/%2e", "?path=", "/..", "/a/../.."})
    void theRootCannotBeDeleted(String path) throws IOException {
        assertThat(server.send(Request.of("DELETE", FILES + path)).status()).isBetween(400, 405);
        assertThat(server.stored()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {".cairn-uploads", ".cairn-uploads/x", "%2ecairn-uploads/x", ".cairn%2duploads/x"})
    void uploadsUnderWayCannotBeReached(String path) throws IOException {
        refused(Request.of("GET", FILES + "/" + path));
        refused(Request.of("PUT", FILES + "/" + path).body("planted"));
        refused(Request.of("DELETE", FILES + "/" + path));
        refused(Request.of("GET", FILES + "?path=" + path));
        assertThat(server.stored()).isEqualTo(before);
    }

    private void refused(Request request) throws IOException {
        Reply reply = server.send(request);

        assertThat(reply.status())
                .as("%s %s", request.method(), request.target())
                .isEqualTo(request.target().contains("/presigned/") && reply.status() == 501 ? 501 : 400);
        assertThat(reply.text()).doesNotContain(SECRET).doesNotContain("root:");
    }
}
