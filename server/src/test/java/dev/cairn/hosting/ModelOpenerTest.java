package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.config.PythonModelConfig;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.invocation.Servable;
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

    private static Servable open(ModelOpener opener, String model) throws Exception {
        return opener.open(
                Path.of("../scoring/src/test/resources/models", model), 1, Map.of(), ModelLog.of(_ -> {}), () -> {});
    }

    @Test
    void theHeapHoldsNoMoreModelsThanItMay() throws Exception {
        PythonModelConfig config = new PythonModelConfig(
                PythonModelConfig.Use.OFF, Optional.empty(), folder, false, false, PythonModelConfig.Limits.DEFAULT);
        String trees = "boosters/lightgbm-2.2.3-46-046";
        long size = Files.size(Path.of("../scoring/src/test/resources/models", trees, "model.lgb"));
        MemoryBudget heap = new MemoryBudget(size * 3 / 2);
        try (PythonModels python = new PythonModels(config)) {
            ModelOpener opener = new ModelOpener(python, heap);
            try (Servable _ = open(opener, trees);
                    Servable _ = open(opener, "classifier")) { // by a library, beside the heap
                assertThat(heap.taken()).isEqualTo(size);
                assertThatThrownBy(() -> open(opener, trees)).isInstanceOf(ModelOpener.NoHeapException.class);
            }
            assertThat(heap.taken()).isZero();
        }
    }

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
