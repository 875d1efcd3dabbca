package dev.cairn.artifacts;

import static dev.cairn.RunningServer.API;
import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// A server whose artifacts are encrypted, over HTTP.
@ParameterizedClass
@EnumSource(
        value = TestStore.class,
        names = {"LOCAL", "S3"})
final class SealedArtifactsTest {
    private static final String TEXT = "0123456789".repeat(30_000);

    private final TestStore kind;
    private final RunningServer server;

    SealedArtifactsTest(TestStore kind) {
        this.kind = kind;
        server = new RunningServer(kind).withEncryptedArtifacts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.put("d/long.txt", TEXT);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void aFileIsSentWholeOrInParts() throws IOException {
        assertThat(server.get(FILES + "/d/long.txt").text()).isEqualTo(TEXT);
        Reply part = server.send(Request.of("GET", FILES + "/d/long.txt").with("Range: bytes=131065-131084"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo(TEXT.substring(131_065, 131_085));
        assertThat(part.header("Content-Range")).contains("bytes 131065-131084/300000");
        assertThat(server.send(Request.of("HEAD", FILES + "/d/long.txt")).header("Content-Length"))
                .contains("300000");
        assertThat(server.send(Request.of("GET", FILES + "/d/long.txt").with("Range: bytes=300000-"))
                        .status())
                .isEqualTo(416);
    }

    @Test
    void listingsShowTheSizesOfTheContents() throws IOException {
        server.put("d/empty", "");
        JsonNode files = server.get(FILES + "?path=d").json().path("files");

        assertThat(files.findValuesAsString("path")).containsExactlyInAnyOrder("empty", "long.txt");
        assertThat(files.findValuesAsString("file_size")).containsExactlyInAnyOrder("0", "300000");
    }

    @Test
    void noFileIsMovedUnderASignedUrl() throws IOException {
        String run = server.createRun();
        server.put("0/%s/artifacts/a.txt".formatted(run), "hello");
        String ofRun = "{\"run_id\": \"%s\", \"path\": \"a.txt\"}".formatted(run);

        for (Request request : List.of(
                Request.json(
                        "POST", "/api/2.0/mlflow-artifacts/mpu/create/d", "{\"path\": \"a.txt\", \"num_parts\": 1}"),
                Request.of("GET", "/api/2.0/mlflow-artifacts/presigned/0/%s/artifacts/a.txt".formatted(run)),
                Request.json("POST", API + "artifacts/presigned-download-url", ofRun),
                Request.json("POST", API + "artifacts/presigned-upload-url", ofRun))) {
            assertThat(server.send(request).status()).as(request.target()).isEqualTo(501);
        }
    }

    @Test
    void aFileThatWasTamperedWithIsAnAnswerThatNoClientRepeats() throws IOException {
        if (kind != TestStore.LOCAL) {
            return; // nobody else can reach the file
        }
        Path file = server.artifacts().resolve("d/long.txt");
        byte[] stored = Files.readAllBytes(file);
        stored[100] ^= 1;
        Files.write(file, stored);

        Reply refused = server.get(FILES + "/d/long.txt");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorCode()).isEqualTo("INVALID_STATE");
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("0123456789");
    }
}
