package dev.cairn.catalog;

import static dev.cairn.catalog.CatalogPeople.MLFLOW;
import static dev.cairn.catalog.CatalogPeople.NATIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Models of the catalogue with their files, in both dialects over HTTP.
@OnEachDatabase
class CatalogModelsHttpTest {
    private static final String MODEL = "main.default.churn";
    private static final String FILES = "/api/2.0/fs/files/Models/main/default/churn/";
    private static final String FOLDERS = "/api/2.0/fs/directories/Models/main/default/churn/";

    private final RunningServer server;

    CatalogModelsHttpTest(TestDatabase kind) {
        server = new RunningServer(kind);
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        assertThat(post("registered-models/create", "{\"name\": \"%s\", \"description\": \"d\"}".formatted(MODEL))
                        .json()
                        .at("/registered_model/name")
                        .asString())
                .isEqualTo(MODEL);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void aVersionIsReadOnceItIsFinished() throws IOException {
        Reply begun = begin();
        assertThat(begun.json().at("/model_version/status").asString()).isEqualTo("PENDING_REGISTRATION");
        assertThat(finish("1").field("error_code")).isEqualTo("INVALID_STATE");
        assertThat(put("1/MLmodel", "flavors").status()).isEqualTo(204);
        assertThat(put("1/data/weights.bin", "12345").status()).isEqualTo(204);
        assertThat(server.get(FILES + "1/MLmodel").field("error_code")).isEqualTo("INVALID_STATE");
        assertThat(alias("champion", "1").field("error_code")).isEqualTo("INVALID_STATE");

        assertThat(finish("1").json().at("/model_version/status").asString()).isEqualTo("READY");

        assertThat(finish("1").status()).isEqualTo(200);
        assertThat(server.get(FILES + "1/MLmodel").text()).isEqualTo("flavors");
        assertThat(put("1/MLmodel", "others").field("error_code")).isEqualTo("INVALID_STATE");
        assertThat(server.get(FOLDERS + "1").json().path("contents").toString())
                .isEqualTo(
                        "[{\"path\":\"/Models/main/default/churn/1/MLmodel\",\"is_directory\":false,\"file_size\":7,\"name\":\"MLmodel\"},{\"path\":\"/Models/main/default/churn/1/data\",\"is_directory\":true,\"name\":\"data\"}]");
        assertThat(server.get(FOLDERS + "1/MLmodel").field("error_code")).isEqualTo("NOT_FOUND");
        assertThat(alias("champion", "1").status()).isEqualTo(200);
        assertThat(server.get(MLFLOW + "registered-models/alias?name=" + MODEL + "&alias=champion")
                        .json()
                        .at("/model_version/aliases")
                        .toString())
                .isEqualTo("[{\"alias\":\"champion\",\"version\":\"1\"}]");
    }

    @Test
    void bothDialectsTellTheSame() throws IOException {
        ready();
        alias("champion", "1");

        Reply version = server.get(NATIVE + "models/" + MODEL + "/aliases/champion?include_aliases=true");
        assertThat(version.json().path("version").asLong()).isEqualTo(1);
        assertThat(version.json().path("status").asString()).isEqualTo("READY");
        assertThat(version.json().at("/aliases/0/alias_name").asString()).isEqualTo("champion");
        assertThat(server.get(NATIVE + "models/" + MODEL + "/versions")
                        .json()
                        .at("/model_versions/0/source")
                        .asString())
                .startsWith("models:/m-");
        assertThat(server.get(NATIVE + "models/" + MODEL).field("comment")).isEqualTo("d");
        server.send(Request.json(
                "PATCH",
                NATIVE + "securable-tags/FUNCTION/" + MODEL,
                "{\"changes\": {\"add_tags\": [{\"key\": \"k\", \"value\": \"v\"}]}}"));
        server.send(Request.json(
                "PATCH",
                NATIVE + "subentity-tags/FUNCTION/" + MODEL + "/1",
                "{\"changes\": {\"add_tags\": [{\"key\": \"a\", \"value\": \"b\"}]}}"));
        assertThat(server.get(MLFLOW + "registered-models/get?name=" + MODEL)
                        .json()
                        .at("/registered_model/tags")
                        .toString())
                .isEqualTo("[{\"key\":\"k\",\"value\":\"v\"}]");
        assertThat(server.get(MLFLOW + "model-versions/search?filter=name%3D%27" + MODEL + "%27")
                        .json()
                        .at("/model_versions/0/tags/0/value")
                        .asString())
                .isEqualTo("b");
        server.send(
                Request.json("PATCH", NATIVE + "models/" + MODEL, "{\"new_name\": \"leavers\", \"comment\": \"e\"}"));
        assertThat(server.get(MLFLOW + "model-versions/get?name=main.default.leavers&version=1")
                        .status())
                .isEqualTo(200);
        assertThat(server.get("/api/2.0/fs/files/Models/main/default/leavers/1/MLmodel")
                        .text())
                .isEqualTo("flavors");
    }

    @Test
    void aVersionTakesItsFilesAlong() throws IOException {
        ready();
        assertThat(server.stored()).anyMatch(path -> path.endsWith("MLmodel") && path.contains(".catalogue"));

        server.send(Request.json("DELETE", MLFLOW + "registered-models/delete", "{\"name\": \"%s\"}".formatted(MODEL)));
        assertThat(server.get(MLFLOW + "registered-models/get?name=" + MODEL).status())
                .isEqualTo(404);
        assertThat(server.get(FILES + "1/MLmodel").status()).isEqualTo(404);
    }

    @Test
    void aVersionThatNobodyFinishesFailsAndLeavesNothing() throws IOException {
        begin();
        put("1/MLmodel", "flavors");

        sweepAt(Instant.now());
        assertThat(status("1")).isEqualTo("PENDING_REGISTRATION");
        sweepAt(Instant.now().plus(Folders.PATIENCE).plusSeconds(60));

        assertThat(status("1")).isEqualTo("FAILED_REGISTRATION");
        assertThat(server.stored()).noneMatch(path -> path.endsWith("MLmodel"));
        assertThat(put("1/MLmodel", "late").field("error_code")).isEqualTo("INVALID_STATE");
        assertThat(finish("1").field("error_code")).isEqualTo("INVALID_STATE");
        begin();
        put("2/MLmodel", "flavors");
        assertThat(finish("2").json().at("/model_version/status").asString()).isEqualTo("READY");
    }

    @Test
    void whatIsDeletedIsEmptiedInTheBackground() throws IOException {
        ready();
        server.send(Request.json(
                "DELETE", MLFLOW + "model-versions/delete", "{\"name\": \"%s\", \"version\": \"1\"}".formatted(MODEL)));

        sweepAt(Instant.now());

        assertThat(server.stored()).noneMatch(path -> path.endsWith("MLmodel"));
        assertThat(server.get(MLFLOW + "model-versions/get?name=" + MODEL + "&version=1")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void versionsThatAreBegunAtOnceHaveNumbersWithoutAGap() throws Exception {
        String run = server.createRun();
        String body = "{\"name\": \"%s\", \"source\": \"s3://bucket/x\", \"run_id\": \"%s\"}".formatted(MODEL, run);
        Callable<Reply> create = () -> post("model-versions/create", body);

        List<String> numbers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Reply> reply : threads.invokeAll(Collections.nCopies(8, create))) {
                numbers.add(
                        reply.resultNow().json().at("/model_version/version").asString());
            }
        }

        assertThat(numbers).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6", "7", "8");
    }

    @Test
    void anAliasNeverPointsToAVersionThatIsDeletedAtOnce() throws Exception {
        for (int version = 1; version <= 6; version++) {
            String number = Integer.toString(version);
            begin();
            put(number + "/MLmodel", "flavors");
            finish(number);
            String deletion = "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(MODEL, number);
            Callable<Integer> set = () -> alias("champion", number).status();
            Callable<Integer> delete =
                    () -> server.send(Request.json("DELETE", MLFLOW + "model-versions/delete", deletion))
                            .status();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> answers = threads.invokeAll(List.of(set, delete, set));
                assertThat(answers.get(1).resultNow()).isEqualTo(200);
                assertThat(answers.getFirst().resultNow()).isIn(200, 404);
            }
            assertThat(server.get(MLFLOW + "registered-models/get?name=" + MODEL)
                            .json()
                            .at("/registered_model/aliases"))
                    .isEmpty();
        }
    }

    /// The background's turn, at some time.
    private void sweepAt(Instant time) throws IOException {
        try (Database database = Database.open(server.database());
                Artifacts artifacts = new Artifacts(new LocalStore(server.artifacts()))) {
            new Folders(database, artifacts, Optional.empty(), () -> time).sweep();
        }
    }

    private String status(String version) throws IOException {
        return server.get(MLFLOW + "model-versions/get?name=" + MODEL + "&version=" + version)
                .json()
                .at("/model_version/status")
                .asString();
    }

    @Test
    void aSourceElsewhereIsRefused() throws IOException {
        for (String source : new String[] {
            "/etc", "file:///etc", "http://169.254.169.254/x", "mlflow-artifacts:/0/none", "models:/m-none", "../x"
        }) {
            assertThat(post("model-versions/create", "{\"name\": \"%s\", \"source\": \"%s\"}".formatted(MODEL, source))
                            .field("error_code"))
                    .as(source)
                    .isEqualTo("INVALID_PARAMETER_VALUE");
        }
    }

    @Test
    void filesAreDeletedWhileTheirVersionIsPending() throws IOException {
        begin();
        put("1/data/x", "x");

        assertThat(server.send(Request.of("PUT", FOLDERS + "1/empty")).status()).isEqualTo(204);
        assertThat(server.send(Request.of("DELETE", FOLDERS + "1/data")).field("message"))
                .contains("not empty");
        assertThat(server.send(Request.of("DELETE", FILES + "1/data")).status()).isEqualTo(404);
        assertThat(server.send(Request.of("DELETE", FILES + "1/data/x")).status())
                .isEqualTo(204);
        assertThat(server.send(Request.of("DELETE", FOLDERS + "1/data")).status())
                .isEqualTo(204);
        assertThat(server.stored()).noneMatch(path -> path.endsWith("/x"));
    }

    @Test
    void whatIsReadyKeepsItsFiles() throws IOException {
        ready();

        assertThat(server.send(Request.of("DELETE", FILES + "1/MLmodel")).status())
                .isNotEqualTo(204);
        assertThat(server.get(FILES + "1/MLmodel").text()).isEqualTo("flavors");
    }

    @Test
    void pathsStayInTheFolderOfTheirVersion() throws IOException {
        begin();

        for (String path : new String[] {"1/../2/x", "1/%2e%2e/x", "1/..%2f..%2fx", "1/%252e%252e/x", "1"}) {
            assertThat(put(path, "x").status()).as(path).isIn(400, 404);
        }
        assertThat(server.stored()).noneMatch(path -> path.endsWith("/x"));
        assertThat(put("9/x", "x").status()).isEqualTo(404);
        assertThat(server.get("/api/2.0/fs/files/Volumes/main/default/x").status())
                .isEqualTo(404);
    }

    @Test
    void urlsOfFilesLeadBackHere() throws IOException {
        ready();

        Reply url = server.send(Request.json(
                "POST", "/api/2.0/fs/create-download-url", "{\"path\": \"/Models/main/default/churn/1/MLmodel\"}"));
        assertThat(url.field("url")).endsWith("/api/2.0/fs/files/Models/main/default/churn/1/MLmodel");
        Reply credentials = post(
                "model-versions/generate-temporary-credentials",
                "{\"name\": \"%s\", \"version\": \"1\", \"operation\": \"MODEL_VERSION_OPERATION_READ\"}"
                        .formatted(MODEL));
        assertThat(credentials.json().at("/credentials/storage_mode").asString())
                .isEqualTo("DEFAULT_STORAGE");
        assertThat(post(
                                "model-versions/generate-temporary-credentials",
                                "{\"name\": \"%s\", \"version\": \"1\", \"operation\": \"MODEL_VERSION_OPERATION_READ_WRITE\"}"
                                        .formatted(MODEL))
                        .field("error_code"))
                .isEqualTo("INVALID_STATE");
    }

    private void ready() throws IOException {
        begin();
        put("1/MLmodel", "flavors");
        finish("1");
    }

    private Reply begin() throws IOException {
        String run = server.createRun();
        String model = server.post(
                        "logged-models", "{\"experiment_id\": \"0\", \"source_run_id\": \"%s\"}".formatted(run))
                .json()
                .at("/model/info/model_id")
                .asString();
        return post(
                "model-versions/create",
                "{\"name\": \"%s\", \"source\": \"models:/%s\", \"model_id\": \"%s\", \"run_id\": \"%s\"}"
                        .formatted(MODEL, model, model, run));
    }

    private Reply put(String path, String content) throws IOException {
        return server.send(Request.of("PUT", FILES + path).body(content));
    }

    private Reply finish(String version) throws IOException {
        return post("model-versions/finalize", "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(MODEL, version));
    }

    private Reply alias(String alias, String version) throws IOException {
        return post(
                "registered-models/alias",
                "{\"name\": \"%s\", \"alias\": \"%s\", \"version\": \"%s\"}".formatted(MODEL, alias, version));
    }

    private Reply post(String path, String body) throws IOException {
        return server.send(Request.json("POST", MLFLOW + path, body));
    }
}
