package dev.cairn.catalog;

import static dev.cairn.catalog.CatalogPeople.MLFLOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Models of the catalogue on a server that encrypts artifacts.
final class EncryptedCatalogHttpTest {
    private static final String SECRET = "weights that nobody reads on the disk";

    private final RunningServer server = new RunningServer().withEncryptedArtifacts();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void filesOfVersionsAreEncryptedAndReadAsTheyWere() throws IOException {
        post("registered-models/create", "{\"name\": \"main.default.churn\"}");
        Reply begun = post(
                "model-versions/create",
                "{\"name\": \"main.default.churn\", \"source\": \"s3://bucket/x\", \"run_id\": \"%s\"}"
                        .formatted(server.createRun()));
        String file = "/api/2.0/fs/files/Models/main/default/churn/1/weights.bin";
        assertThat(begun.json().at("/model_version/storage_location").asString())
                .as("clients do not write to the folder by themselves")
                .doesNotStartWith("file:");
        assertThat(server.send(Request.of("PUT", file).body(SECRET)).status()).isEqualTo(204);
        assertThat(post("model-versions/finalize", "{\"name\": \"main.default.churn\", \"version\": \"1\"}")
                        .json()
                        .at("/model_version/status")
                        .asString())
                .isEqualTo("READY");

        assertThat(server.get(file).text()).isEqualTo(SECRET);
        assertThat(server.get("/api/2.0/fs/directories/Models/main/default/churn/1")
                        .json()
                        .at("/contents/0/file_size")
                        .asInt())
                .isEqualTo(SECRET.length());
        List<String> stored = stored();
        assertThat(stored).isNotEmpty().noneMatch(content -> content.contains("weights that"));
    }

    private List<String> stored() throws IOException {
        try (Stream<Path> paths = Files.walk(server.artifacts())) {
            return paths.filter(Files::isRegularFile)
                    .map(EncryptedCatalogHttpTest::read)
                    .toList();
        }
    }

    private static String read(Path path) {
        try {
            return new String(Files.readAllBytes(path), UTF_8);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private Reply post(String path, String body) throws IOException {
        return server.send(Request.json("POST", MLFLOW + path, body));
    }
}
