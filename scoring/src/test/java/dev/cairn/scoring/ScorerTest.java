package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {
    private static final String LIGHTGBM = "lightgbm: {data: model.pkl, model_class: lightgbm.sklearn.LGBMClassifier}";
    private static final String SKLEARN = "sklearn: {pickled_model: model.pkl, serialization_format: cloudpickle}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {LIGHTGBM, SKLEARN})
    void aPickleThatIsThereInAnotherFlavorTooIsScoredByThat(String pickle) throws IOException {
        Files.copy(Models.folder("classifier").resolve("model.onnx"), folder.resolve("model.onnx"));
        try (Scorer scorer = open(pickle + ", onnx: {data: model.onnx}")) {
            assertThat(scorer).isInstanceOf(OnnxScorer.class);
        }
    }

    @Test
    void whyTheFirstCannotBeScoredIsSaidWhereNoneCan() {
        assertThatThrownBy(() -> open(LIGHTGBM + ", " + SKLEARN))
                .isInstanceOf(UnsupportedFlavorException.class)
                .hasMessageContaining("LGBMClassifier");
    }

    private Scorer open(String flavors) throws IOException {
        Files.writeString(folder.resolve("MLmodel"), "flavors: {" + flavors + "}");
        return Scorer.open(ModelFolder.open(folder), 1);
    }
}
