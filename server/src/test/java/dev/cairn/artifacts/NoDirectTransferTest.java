package dev.cairn.artifacts;

import static dev.cairn.RunningServer.API;
import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.config.ArtifactConfig;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A server whose operator said `--artifacts-direct false`.
final class NoDirectTransferTest {
    @RegisterExtension
    static final RunningServer SERVER =
            new RunningServer(folder -> new ArtifactConfig(TestStore.S3.place(folder), false));

    @Test
    void clientsAreToldThatTheyCannotMoveFilesByThemselves() throws IOException {
        JsonNode info = SERVER.get("/api/3.0/mlflow/server-info").json();

        assertThat(info.path("multipart_uploads_enabled").asBoolean()).isFalse();
        assertThat(info.path("multipart_downloads_enabled").asBoolean()).isFalse();
    }

    @Test
    void noUrlOfTheStoreIsGivenAway() throws IOException {
        String run = SERVER.createRun();
        SERVER.put("0/%s/artifacts/a.txt".formatted(run), "hello");
        String proxy = "/api/2.0/mlflow-artifacts/";
        String ofRun = "{\"run_id\": \"%s\", \"path\": \"a.txt\"}".formatted(run);
        String upload =
                "{\"path\": \"a.txt\", \"num_parts\": 1, \"upload_id\": \"x\", \"parts\": [{\"part_number\": 1}]}";
        for (Request request : List.of(
                Request.json("POST", proxy + "mpu/create/d", upload),
                Request.json("POST", proxy + "mpu/complete/d", upload),
                Request.json("POST", proxy + "mpu/abort/d", upload),
                Request.of("GET", proxy + "presigned/0/%s/artifacts/a.txt".formatted(run)),
                Request.json("POST", API + "artifacts/presigned-download-url", ofRun),
                Request.json("POST", API + "artifacts/presigned-upload-url", ofRun))) {
            Reply reply = SERVER.send(request);

            assertThat(reply.status()).as(request.target()).isEqualTo(501);
            assertThat(reply.message()).startsWith("Multipart ").contains("not supported");
        }
    }

    @Test
    void filesGoThroughTheServer() throws IOException {
        SERVER.put("d/a.txt", "hello");

        assertThat(SERVER.get(FILES + "/d/a.txt").text()).isEqualTo("hello");
    }
}
