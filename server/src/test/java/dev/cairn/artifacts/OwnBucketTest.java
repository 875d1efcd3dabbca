package dev.cairn.artifacts;

import static dev.cairn.RunningServer.API;
import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs whose artifact URIs name the server's own bucket as other clients do, such as those that were imported.
@ParameterizedClass
@EnumSource(names = "LOCAL", mode = EnumSource.Mode.EXCLUDE)
final class OwnBucketTest {
    @RegisterExtension
    static final ServerOnEachStore SERVERS = new ServerOnEachStore();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RunningServer server;
    private String location = "";
    private String run = "";

    OwnBucketTest(TestStore kind) {
        server = SERVERS.on(kind);
    }

    @BeforeEach
    void createARun() throws IOException {
        String name = "e" + System.nanoTime();
        location = server.artifactsUri() + "/" + name;
        String experiment = server.post(
                        "experiments/create",
                        "{\"name\": \"%s\", \"artifact_location\": \"%s\"}".formatted(name, location))
                .field("experiment_id");
        run = server.post("runs/create", "{\"experiment_id\": \"%s\"}".formatted(experiment))
                .json()
                .at("/run/info/run_id")
                .asString();
        server.put("%s/%s/artifacts/d/a.txt".formatted(name, run), "hello");
    }

    @Test
    void theirFilesAreListedAndRead() throws IOException {
        Reply files = server.get(API + "artifacts/list?path=d&run_id=" + run);

        assertThat(files.field("root_uri")).isEqualTo("%s/%s/artifacts".formatted(location, run));
        assertThat(files.json().at("/files/0/path").asString()).isEqualTo("d/a.txt");
        assertThat(server.get("/get-artifact?path=d/a.txt&run_id=" + run).text())
                .isEqualTo("hello");
    }

    @Test
    void aModelVersionIsMadeOfWhatItsRunKeepsThereAlone() throws IOException {
        String model = "m" + System.nanoTime();
        server.post("registered-models/create", "{\"name\": \"%s\"}".formatted(model));
        String own = "%s/%s/artifacts/d".formatted(location, run);

        assertThat(version(model, own, run).status()).isEqualTo(200);
        assertThat(server.get("/model-versions/get-artifact?version=1&path=a.txt&name=" + model)
                        .text())
                .isEqualTo("hello");
        assertThat(version(model, own, "").status()).isEqualTo(400);
        assertThat(version(model, location + "/another/artifacts", run).status())
                .isEqualTo(400);
        assertThat(version(model, location.replace("://", "://other-"), "").status())
                .isEqualTo(200);
    }

    @Test
    void aPurgeTakesTheirFilesAndNoOthers() throws IOException {
        String beside = FILES + "/beside-" + System.nanoTime();
        server.send(Request.of("PUT", beside).body("x"));
        server.post("runs/delete", "{\"run_id\": \"%s\"}".formatted(run));

        Reply purged = server.send(
                Request.json("POST", "/api/3.0/cairn/trash/purge", "{\"run_ids\": [\"%s\"]}".formatted(run)));

        assertThat(purged.status()).as(purged.text()).isEqualTo(200);
        String folder = location.substring(server.artifactsUri().length() + 1);
        long end = System.nanoTime() + PATIENCE.toNanos(); // the server does it by itself, soon
        while (!server.get(FILES + "?path=" + folder).text().equals("{}") && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(server.get(FILES + "?path=" + folder).text()).isEqualTo("{}");
        assertThat(server.get(beside).text()).isEqualTo("x");
    }

    private Reply version(String model, String source, String runId) throws IOException {
        return server.post(
                "model-versions/create",
                "{\"name\": \"%s\", \"source\": \"%s\", \"run_id\": \"%s\"}".formatted(model, source, runId));
    }
}
