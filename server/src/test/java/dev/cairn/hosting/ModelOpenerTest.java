package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.config.PythonModelConfig;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.workers.ModelLog;
import dev.cairn.workers.PythonModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where models are run.
final class ModelOpenerTest {
    @TempDir
    Path folder;

    @Test
    void theLogSaysWhyAModelIsRunByPython() throws Exception {
        Files.writeString(folder.resolve("MLmodel"), "flavors:\n  of_somebodys_own: {}\n");
        List<String> lines = new ArrayList<>();
        PythonModelConfig config = new PythonModelConfig(
                PythonModelConfig.Use.ON, Optional.empty(), folder, false, false, PythonModelConfig.Limits.DEFAULT);
        try (PythonModels python = new PythonModels(config)) {
            assertThatThrownBy(
                            () -> new ModelOpener(python).open(folder, 1, Map.of(), ModelLog.of(lines::add), () -> {}))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("no flavor python_function");
        }
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("The model is run by Python. ")
                .contains("of_somebodys_own");
    }
}
