package dev.cairn.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Environments by a stand-in of `uv`, which has Python 3.12 and can fetch none.
@Timeout(60)
final class EnvironmentMakerTest {
    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void haveUv() throws IOException {
        Path uv = Files.writeString(folder.resolve("uv"), """
                #!/bin/sh
                echo "uv $@"
                case "$*" in
                    "venv "*" --python 3.12" | "pip "*) ;;
                    "venv "*" --python "*) exit 2 ;;
                    "venv "*) mkdir -p "$4" ;;
                    *) exit 3 ;;
                esac
                """);
        Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString("rwx------"));
    }

    private void make(String python) throws IOException, WorkerException {
        Path place = Files.createDirectories(folder.resolve("made"));
        new EnvironmentMaker(new Requirements(python, List.of(), List.of()), false, folder.toString(), log::add)
                .make(place);
    }

    @Test
    void itHasThePythonThatTheModelWants() throws Exception {
        make("3.12");

        assertThat(log).filteredOn(line -> line.startsWith("uv venv")).hasSize(1);
    }

    @Test
    void whereUvCannotGetThatPythonThatIsSaidAndNoOtherIsTaken() {
        assertThatThrownBy(() -> make("3.8"))
                .isInstanceOf(NoPythonException.class)
                .hasMessage("The model wants Python 3.8, which uv does not get.");

        assertThat(log)
                .filteredOn(line -> line.startsWith("uv "))
                .singleElement()
                .satisfies(only -> assertThat(only).endsWith("--python 3.8"));
    }

    @Test
    void whereThePathHasNotThatPythonThatIsSaid() throws Exception {
        Files.delete(folder.resolve("uv"));

        assertThatThrownBy(() -> make("3.12"))
                .isInstanceOf(NoPythonException.class)
                .hasMessage("The model wants Python 3.12, which is not on the PATH.");
    }

    @Test
    void whereThereIsNeitherUvNorPythonThatIsSaid() throws Exception {
        Files.delete(folder.resolve("uv"));

        assertThatThrownBy(() -> make(""))
                .isInstanceOf(WorkerException.class)
                .hasMessageContaining("There is no python3 on the PATH of this server.");
    }
}
