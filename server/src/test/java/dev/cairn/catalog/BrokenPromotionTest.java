package dev.cairn.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.artifacts.MeanwhileStore;
import dev.cairn.artifacts.Upload;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.Endpoint;
import dev.cairn.http.Json;
import dev.cairn.http.Method;
import dev.cairn.http.Route;
import dev.cairn.http.Routes;
import dev.cairn.lineage.Lineage;
import dev.cairn.registry.Registry;
import dev.cairn.tracking.Tracking;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Copies to the catalogue in whose middle something goes away: the store, what is copied, or the copy.
@OnEachDatabase
class BrokenPromotionTest {
    private static final String API = "/api/2.0/mlflow/";
    private static final String CATALOGUE = "/api/2.0/mlflow/unity-catalog/";
    private static final String TARGET = "main.default.churn";

    /// Seconds.
    private static final long PATIENCE = 60;

    private final Database database;
    private final Routes routes = new Routes();
    private MeanwhileStore store;
    private Artifacts artifacts;
    private String source = "";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    BrokenPromotionTest(TestDatabase kind) {
        database = kind.fresh();
    }

    @BeforeEach
    void open() throws IOException {
        store = new MeanwhileStore(new LocalStore(folder));
        artifacts = new Artifacts(store);
        InstantSource clock = InstantSource.system();
        Tracking tracking = new Tracking(database, artifacts, "mlflow-artifacts:/", clock);
        tracking.register(routes);
        Registry registry = new Registry(database, artifacts, tracking, List.of(), clock);
        registry.register(routes);
        new Catalog(
                        database,
                        registry,
                        new Lineage(database, clock),
                        artifacts,
                        Optional.empty(),
                        (caller, links) -> {},
                        clock)
                .register(routes);
        String run = post(API + "runs/create", "{\"experiment_id\": \"0\"}")
                .at("/run/info/run_id")
                .asString();
        source = "0/%s/artifacts/model".formatted(run);
        for (String file : List.of("MLmodel", "data/a.bin", "data/b.bin", "model.pkl")) {
            byte[] content = file.getBytes(UTF_8);
            artifacts.write(
                    ArtifactPath.of(source + "/" + file),
                    new Upload(new ByteArrayInputStream(content), content.length, Optional.empty()));
        }
        post(API + "registered-models/create", "{\"name\": \"churn\"}");
        post(
                API + "model-versions/create",
                "{\"name\": \"churn\", \"source\": \"runs:/%1$s/model\", \"run_id\": \"%1$s\"}".formatted(run));
    }

    @AfterEach
    void close() {
        artifacts.close();
        database.close();
    }

    @Test
    void aCopyThatTheStoreRefusesFailsIsUsedByNobodyAndLeavesNoFiles() throws IOException {
        store.afterFiles(2, () -> {
            throw new IOException("No space left on device");
        });
        promote();

        assertThat(awaitEnd("1")).isEqualTo("FAILED_REGISTRATION");
        assertThatThrownBy(() -> post(
                        CATALOGUE + "registered-models/alias",
                        "{\"name\": \"%s\", \"alias\": \"champion\", \"version\": \"1\"}".formatted(TARGET)))
                .hasMessageContaining("it cannot be used");
        assertThatThrownBy(() -> post(
                        CATALOGUE + "model-versions/finalize",
                        "{\"name\": \"%s\", \"version\": \"1\"}".formatted(TARGET)))
                .hasMessageContaining("register another version");
        assertThat(copies()).hasSize(2);
        sweep();
        assertThat(copies()).isEmpty();
    }

    @Test
    void afterwardsItIsCopiedWholeUnderTheNextNumber() throws IOException {
        store.afterFiles(2, () -> {
            throw new IOException("No space left on device");
        });
        promote();
        awaitEnd("1");

        assertThat(promote().at("/model_version/version").asString()).isEqualTo("2");
        assertThat(awaitEnd("2")).isEqualTo("READY");
        sweep();
        assertThat(copies()).hasSize(4);
    }

    @Test
    void aCopyOfWhatIsPurgedMeanwhileFails() throws IOException {
        store.afterFiles(1, () -> store.delete(ArtifactPath.of(source + "/data/b.bin")));
        promote();

        assertThat(awaitEnd("1")).isEqualTo("FAILED_REGISTRATION");
        sweep();
        assertThat(copies()).isEmpty();
    }

    @Test
    void aFolderThatIsGoneWhenItsTurnComesIsMissed() throws IOException {
        store.afterFiles(0, () -> store.delete(ArtifactPath.of(source + "/data")));
        promote();

        assertThat(awaitEnd("1")).isEqualTo("FAILED_REGISTRATION");
    }

    @Test
    void aFileThatComesAfterTheCopyWasDeletedAndClearedUpIsClearedUpToo() throws IOException, InterruptedException {
        CountDownLatch cleared = new CountDownLatch(1);
        store.afterFiles(1, () -> {
            call(
                    Method.DELETE,
                    CATALOGUE + "model-versions/delete",
                    "{\"name\": \"%s\", \"version\": \"1\"}".formatted(TARGET));
            sweep();
            assertThat(copies()).isEmpty();
            cleared.countDown();
        });
        promote();
        assertThat(cleared.await(PATIENCE, SECONDS))
                .as("the copy comes to be deleted")
                .isTrue();

        long end = end();
        while (garbage().isEmpty()) {
            assertThat(System.nanoTime())
                    .as("the folder is given to be emptied")
                    .isLessThan(end);
            Thread.sleep(1);
        }
        sweep();
        assertThat(copies()).isEmpty();
    }

    private JsonNode promote() {
        return post(
                "/api/3.0/cairn/registry/promote",
                "{\"name\": \"churn\", \"version\": \"1\", \"to_name\": \"%s\"}".formatted(TARGET));
    }

    /// When nothing is waited for any more that begins to be waited for now.
    private static long end() {
        return System.nanoTime() + SECONDS.toNanos(PATIENCE);
    }

    /// What a version is once it is no longer pending.
    private String awaitEnd(String version) {
        long end = end();
        String status;
        do {
            assertThat(System.nanoTime()).as("the copy ends").isLessThan(end);
            status = call(
                            Method.GET,
                            CATALOGUE + "model-versions/get",
                            "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(TARGET, version))
                    .at("/model_version/status")
                    .asString();
        } while (status.equals("PENDING_REGISTRATION"));
        return status;
    }

    /// The background's turn.
    private void sweep() {
        new Folders(database, artifacts, Optional.empty(), InstantSource.system()).sweep();
    }

    private List<String> garbage() {
        return database.read(tx -> new FactStore(tx).garbage(10));
    }

    /// The files of the catalogue.
    private List<String> copies() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .filter(path -> path.startsWith("workspaces/"))
                    .toList();
        }
    }

    private JsonNode post(String path, String json) {
        return call(Method.POST, path, json);
    }

    private JsonNode call(Method method, String path, String json) {
        Route route = routes.all().stream()
                .filter(one -> one.method() == method && one.path().equals(path))
                .findFirst()
                .orElseThrow();
        return answer((Endpoint.Rpc<?>) route.endpoint(), json);
    }

    private static <Q> JsonNode answer(Endpoint.Rpc<Q> rpc, String json) {
        Q request = Json.read(json.getBytes(UTF_8), rpc.request());
        return Json.readTree(Json.write(rpc.rule().apply(Caller.LOCAL_OWNER, request)));
    }
}
