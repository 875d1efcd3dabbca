package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.scoring.ColumnSpec;
import dev.cairn.scoring.DataType;
import dev.cairn.scoring.ElementType;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `MLmodel` files as the server's scoring reads them.
class MlModelTest {
    private static dev.cairn.scoring.MlModel read(MlModel model, String runId) {
        return dev.cairn.scoring.MlModel.parse(new String(model.file("m-1", runId), StandardCharsets.UTF_8));
    }

    @Test
    void aFileNamesFlavorsAndItsModelAndRun() {
        dev.cairn.scoring.MlModel read =
                read(MlModel.onnx("model.onnx").withFlavor("own", Map.of("data", "weights")), "r1");

        assertThat(read.flavors()).containsOnlyKeys("onnx", "python_function", "own");
        assertThat(read.findFlavor("onnx").orElseThrow().path("data").asString())
                .isEqualTo("model.onnx");
        assertThat(read.modelId()).isEqualTo("m-1");
        assertThat(read.runId()).isEqualTo("r1");
        assertThat(read(MlModel.onnx("model.onnx"), "").runId()).isNull();
    }

    @Test
    void aSignatureHasTensorsOrColumns() {
        MlModel onTensors = MlModel.onnx("m").taking(Field.tensor("input", "float32", -1, 3));
        MlModel onColumns = MlModel.onnx("m")
                .taking(Field.column("age", "long"), Field.column("name", "string"))
                .giving(Field.tensor("", "float64", -1));

        assertThat(read(onTensors, "").signature().inputs())
                .isEqualTo(new Schema.Tensors(List.of(new TensorSpec("input", ElementType.FLOAT32, List.of(-1, 3)))));
        assertThat(read(onTensors, "").signature().outputs()).isEqualTo(new Schema.Absent());
        assertThat(read(onColumns, "").signature().inputs())
                .isEqualTo(new Schema.Columns(List.of(
                        new ColumnSpec("age", DataType.LONG, true), new ColumnSpec("name", DataType.STRING, true))));
        assertThat(read(onColumns, "").signature().outputs())
                .isEqualTo(new Schema.Tensors(List.of(new TensorSpec(null, ElementType.FLOAT64, List.of(-1)))));
    }
}
