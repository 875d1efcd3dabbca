package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir
    private Path data;

    @Test
    void whatAKilledServerLeftIsSweptAndNothingElse() throws IOException {
        Path models = data.resolve("models");
        TemporaryFolder left = TemporaryFolder.in(models);
        Files.createDirectories(left.path().resolve("deep/er"));
        Files.writeString(left.path().resolve("deep/er/MLmodel"), "flavors: {}");
        Files.writeString(models.resolve("kept"), "of somebody");

        TemporaryFolder.sweep(models);

        assertThat(models).isDirectoryContaining("glob:**kept");
        assertThat(left.path()).doesNotExist();
    }

    @Test
    void nothingIsSweptWhereNothingIs() {
        TemporaryFolder.sweep(data.resolve("models"));

        assertThat(data).isEmptyDirectory();
    }
}
