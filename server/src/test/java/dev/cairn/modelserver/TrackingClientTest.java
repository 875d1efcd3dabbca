package dev.cairn.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.RunningServer;
import dev.cairn.serving.ServedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models that `cairn serve` fetches from a tracking server.
class TrackingClientTest {
    private static final String MODEL = "main.default.iris";

    private final RunningServer server = new RunningServer();

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void start() throws IOException {
        server.start();
        ServedModels models = new ServedModels(server);
        models.register("iris", "classifier");
        models.promote("iris", MODEL);
        models.json(
                "POST",
                ServedModels.CATALOGUE + "registered-models/alias",
                "{\"name\": \"%s\", \"alias\": \"champion\", \"version\": \"1\"}".formatted(MODEL));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private List<String> files(String uri) throws IOException, InterruptedException {
        new TrackingClient("http://127.0.0.1:" + server.port()).download(ModelUri.parse(uri), folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aVersionOfTheCatalogueIsFetchedByItsAlias() throws IOException, InterruptedException {
        assertThat(files("models:/main.default.iris@champion")).contains("MLmodel");
    }

    @Test
    void aVersionOfTheCatalogueIsFetchedByItsNumber() throws IOException, InterruptedException {
        assertThat(files("models:/main.default.iris/1")).contains("MLmodel");
    }

    @Test
    void aVersionWhoseSourceIsAFolderOfARunIsFetchedFromThere() throws IOException, InterruptedException {
        assertThat(files("models:/iris/1")).contains("MLmodel");
    }

    @Test
    void whatIsNotThereIsRefusedInTheServersWords() {
        assertThatThrownBy(() -> files("models:/main.default.iris@none")).hasMessageContaining("none");
    }
}
