package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.files.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFolderTest {
    @TempDir
    private Path data;

    @Test
    void whatAKilledServerLeftIsSweptAndNothingElse() throws IOException {
        Path models = data.resolve("models");
        Path left = Files.createDirectories(models.resolve("server-1/cairn-model-2/deep/er"));
        Files.writeString(left.resolve("MLmodel"), "flavors: {}");
        Files.writeString(models.resolve("server-1.lock"), "");
        Files.writeString(models.resolve("kept"), "of somebody");

        try (ServerFolder server = new ServerFolder(models)) {
            server.sweep();

            assertThat(models).isDirectoryContaining("glob:**kept");
            assertThat(models.resolve("server-1")).doesNotExist();
            assertThat(models.resolve("server-1.lock")).doesNotExist();
        }
    }

    @Test
    void aServerThatBeginsLeavesToAnotherWhatThatNeeds() throws IOException {
        ServerFolder one = new ServerFolder(data);
        try (ServerFolder other = new ServerFolder(data)) {
            TemporaryFolder needed = one.create();
            other.sweep();
            TemporaryFolder ofOther = other.create();
            assertThat(needed.path()).isDirectory();

            one.close();
            assertThat(needed.path()).doesNotExist();
            assertThat(ofOther.path()).isDirectory();
        }
    }

    @Test
    void aServerThatStopsLeavesNothing() throws IOException {
        try (ServerFolder server = new ServerFolder(data)) {
            server.create();
            server.create().close();
        }
        assertThat(data).isDirectoryNotContaining("glob:**server-*");
    }
}
