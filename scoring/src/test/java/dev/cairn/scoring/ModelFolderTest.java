package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
    @TempDir
    Path parent;

    @Test
    void aFolderWithoutMLmodelSaysWhichFolderToName() {
        assertThatThrownBy(() -> ModelFolder.open(parent))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("has no MLmodel file; name the folder that log_model or save_model wrote");
    }

    @Test
    void aModelWithoutASupportedFlavorListsFoundAndSupported() throws IOException {
        ModelFolder folder = written("flavors: {catalog: {}, python_function: {}}");
        assertThatThrownBy(() -> Scorer.open(folder, 1))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("[catalog, python_function]")
                .hasMessageContaining("supported are [onnx, xgboost, lightgbm, sklearn, catboost]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/passwd", "..", ".", "", "a/../../secret", "link"})
    void dataOutsideTheFolderIsRefused(String data) throws IOException {
        Files.writeString(parent.resolve("secret"), "x");
        ModelFolder folder = written("flavors: {onnx: {data: '%s'}}".formatted(data));
        Files.createSymbolicLink(folder.path().resolve("link"), parent.resolve("secret"));
        assertThatThrownBy(() -> Scorer.open(folder, 1))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("inside its own folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "a\\0b"})
    void dataThatIsNotThereIsRefused(String data) throws IOException {
        ModelFolder folder = written("flavors: {onnx: {data: \"%s\"}}".formatted(data));
        assertThatThrownBy(() -> Scorer.open(folder, 1)).hasMessageContaining("not in the model's folder");
    }

    @Test
    void dataThatIsNoGraphIsRefused() throws IOException {
        ModelFolder folder = written("flavors: {onnx: {data: model.onnx}}");
        Files.writeString(folder.path().resolve("model.onnx"), "not a graph");
        assertThatThrownBy(() -> Scorer.open(folder, 1))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("ONNX Runtime cannot load 'model.onnx'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"escaping_up.onnx", "escaping_root.onnx"})
    void weightsOutsideTheFolderAreRefused(String graph) throws IOException {
        Files.writeString(parent.resolve("secret"), "secret");
        ModelFolder folder = written("flavors: {onnx: {data: model.onnx}}");
        Files.copy(Models.folder(graph), folder.path().resolve("model.onnx"));
        assertThatThrownBy(() -> Scorer.open(folder, 1))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("External data path validation failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a", "text", "a: [", "signature: {inputs: 'x'}", "signature: {inputs: '{}'}"})
    void textThatIsNoMLmodelIsRefused(String yaml) {
        assertThatThrownBy(() -> MlModel.parse(yaml)).isInstanceOf(ModelFormatException.class);
    }

    @Test
    void idsAreTextWhateverTheyLookLike() {
        MlModel model = MlModel.parse("run_id: 12e45678901234567890123456789012\nmodel_uuid: 0x1f\nmodel_id: null\n");
        assertThat(model.runId()).isEqualTo("12e45678901234567890123456789012");
        assertThat(model.modelUuid()).isEqualTo("0x1f");
        assertThat(model.modelId()).isNull();
    }

    @Test
    void tagsMakeNoObjects() {
        MlModel model = MlModel.parse("run_id: !!python/object/apply:os.system ['true']\nmodel_id: !!java.net.URL x\n");
        assertThat(model.runId()).isNull();
        assertThat(model.modelId()).isEqualTo("x");
    }

    @Test
    void signaturesOfColumnsAndTensorsAreRead() {
        Signature signature =
                ModelFolder.open(Models.folder("regressor")).model().signature();
        assertThat(signature.inputs())
                .isInstanceOfSatisfying(
                        Schema.Columns.class,
                        columns -> assertThat(columns.columns().getFirst())
                                .isEqualTo(new ColumnSpec("sepal_length", DataType.DOUBLE, true)));
        assertThat(signature.outputs())
                .isEqualTo(new Schema.Tensors(List.of(new TensorSpec(null, ElementType.FLOAT64, List.of(-1)))));
        assertThat(signature.params()).singleElement().satisfies(param -> {
            assertThat(param.name()).isEqualTo("threshold");
            assertThat(param.type()).isEqualTo(DataType.DOUBLE);
            assertThat(param.defaultValue().asDouble()).isEqualTo(0.5);
            assertThat(param.array()).isFalse();
        });
        assertThat(ModelFolder.open(Models.folder("unsigned")).model().signature())
                .isEqualTo(Signature.NONE);
    }

    private ModelFolder written(String mlModel) throws IOException {
        Path folder = Files.createDirectory(parent.resolve("model"));
        Files.writeString(folder.resolve("MLmodel"), mlModel);
        return ModelFolder.open(folder);
    }
}
