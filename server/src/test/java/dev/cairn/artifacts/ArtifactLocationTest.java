package dev.cairn.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Where a client may ask an experiment's artifacts to be kept.
final class ArtifactLocationTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static final AtomicInteger NAMES = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc",
                "etc",
                "./etc",
                "../etc",
                "file:///etc",
                "file:/etc",
                "FILE:///etc",
                "File://localhost/etc",
                "//proc/self/root",
                "\\\\host\\share",
                "C:\\Windows",
                "C:/Windows",
                "runs:/abc/model",
                "RUNS:/abc/model",
                "models:/m/1",
                "http://169.254.169.254/latest/meta-data",
                "https://evil.example/x",
                "ftp://evil.example/x",
                "jar:file:///etc/passwd!/",
                "javascript:alert(1)",
                "data:text/html,x",
                "mlflow-artifacts:/../../etc",
                "mlflow-artifacts:/a/..",
                "mlflow-artifacts:/%2e%2e/etc",
                "mlflow-artifacts:/a%2f..%2f..",
                "mlflow-artifacts:/a#../../etc",
                "mlflow-artifacts:/a?x=../../etc",
                "mlflow-artifacts:/a\\..\\b",
                "mlflow-artifacts:/a\u0000b",
                "MLFLOW-ARTIFACTS:/../x",
                "s3://bucket/../other",
                "s3://bucket/a?versionId=1",
                "s3://bucket/a#b",
                "dbfs:/../x"
            })
    void aLocationOutsideOfTheRootOrOfTheAllowListIsRefused(String location) throws IOException {
        String name = "refused " + NAMES.incrementAndGet();

        Reply reply = create(name, location);

        assertThat(reply.status()).as(location).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(SERVER.get(RunningServer.API + "experiments/get-by-name?experiment_name="
                                + RunningServer.encoded(name))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlflow-artifacts:/team/a",
                "mlflow-artifacts:/with space",
                "s3://bucket/a",
                "gs://bucket/a",
                "wasbs://container@account.blob.core.windows.net/a"
            })
    void aLocationThatCanBeKeptIsTaken(String location) throws IOException {
        assertThat(create("taken " + NAMES.incrementAndGet(), location).status())
                .isEqualTo(200);
    }

    @Test
    void aLocationHasALimit() throws IOException {
        Reply reply = create("long", "mlflow-artifacts:/" + "a".repeat(3_000));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).startsWith("Invalid artifact path length.");
    }

    @Test
    void filesOfAnotherPlaceAreNotReadThroughThisServer() throws IOException {
        String id = create("elsewhere", "s3://bucket/a").field("experiment_id");
        String run = SERVER.post("runs/create", "{\"experiment_id\": \"%s\"}".formatted(id))
                .json()
                .at("/run/info/run_id")
                .asString();

        Reply reply = SERVER.get("/get-artifact?run_id=" + run + "&path=a.txt");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).contains("kept outside this server");
    }

    private static Reply create(String name, String location) throws IOException {
        JsonMapper json = new JsonMapper();
        return SERVER.post(
                "experiments/create",
                json.writeValueAsString(
                        json.createObjectNode().put("name", name).put("artifact_location", location)));
    }
}
