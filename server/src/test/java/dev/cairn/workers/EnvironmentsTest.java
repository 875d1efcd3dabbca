package dev.cairn.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Python environments of models.
final class EnvironmentsTest {
    private static final String MADE = "The environment of the model is made";

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

    private Path python(List<String> requirements) throws IOException, WorkerException {
        return python(new Environments(folder), requirements);
    }

    private Path python(Environments environments, List<String> requirements) throws IOException, WorkerException {
        return environments.python(new PythonEnvironment(null, List.of("pip"), requirements), log::add);
    }

    @Test
    void modelsThatWantTheSamePackagesHaveOneEnvironment() throws IOException, WorkerException {
        Path first = python(List.of());

        assertThat(python(List.of())).isEqualTo(first).isExecutable();
        assertThat(log).filteredOn(line -> line.startsWith(MADE)).hasSize(1);
    }

    @Test
    void oneThatCannotBeMadeSaysSoAndIsNotMadeOverAndOver() {
        Environments environments = new Environments(folder);
        List<String> missing = List.of("./no-such-package");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> python(environments, missing)).hasMessageContaining("could not be made");
        }
        assertThat(log).filteredOn(line -> line.startsWith(MADE)).hasSize(1);
        assertThat(log).anyMatch(line -> line.contains("no-such-package") && line.contains("ERROR"));
    }

    @Test
    void oneThatWasCutOffIsMadeAnew() throws IOException, WorkerException {
        Path python = python(List.of());
        Path place = python.resolve("../..").normalize();
        Files.delete(place.resolve("complete"));

        assertThat(python(List.of())).isEqualTo(python).isExecutable();
        assertThat(place.resolve("complete")).exists();
    }
}
