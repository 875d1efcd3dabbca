package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.protocol.models.ModelLibrary;
import dev.cairn.protocol.models.PythonPackages;
import dev.cairn.scoring.ColumnSpec;
import dev.cairn.scoring.DataType;
import dev.cairn.scoring.ElementType;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.TensorSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// `MLmodel` files as the server's scoring reads them, and those that the stock client wrote.
class MlModelTest {
    private static final Path STOCK = Path.of("../scoring/src/test/resources/mlmodels");

    private static dev.cairn.scoring.MlModel read(MlModel model, String runId) {
        return dev.cairn.scoring.MlModel.parse(new String(model.file("m-1", runId), StandardCharsets.UTF_8));
    }

    static List<String> stock() throws IOException {
        return RewrittenModels.folders(STOCK).stream()
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("stock")
    void whatTheStockClientWroteIsReadAndWrittenWhole(String name) throws IOException {
        String yaml = Files.readString(STOCK.resolve(name).resolve("MLmodel"));
        MlModel model = MlModel.read(yaml);
        String written = model.text();

        dev.cairn.scoring.MlModel before = dev.cairn.scoring.MlModel.parse(yaml);
        dev.cairn.scoring.MlModel after = dev.cairn.scoring.MlModel.parse(written);
        assertThat(after.signature()).isEqualTo(before.signature());
        assertThat(withoutSignature(after)).isEqualTo(withoutSignature(before));
        assertThat(MlModel.read(written)).isEqualTo(model);
    }

    private static ObjectNode withoutSignature(dev.cairn.scoring.MlModel model) {
        ObjectNode fields = model.fields().deepCopy();
        fields.remove("signature");
        return fields;
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

    @Test
    void aSignatureIsTakenAsMlflowWritesIt() {
        MlModel model = MlModel.onnx("m").withSignature("""
                {"inputs": "[{\\"type\\": \\"long\\", \\"name\\": \\"age\\", \\"required\\": true}]",
                 "outputs": [{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1]}}],
                 "params": null}
                """);

        assertThat(model.inputs()).containsExactly(Field.column("age", "long"));
        assertThat(model.outputs()).containsExactly(Field.tensor("", "float64", -1));
        assertThat(model.params()).isEmpty();
        assertThatThrownBy(() -> model.withSignature("[]")).hasMessageContaining("The signature is no JSON object");
    }

    @ParameterizedTest
    @EnumSource
    void aFileOfALibraryIsReadableByPythonToo(ModelLibrary library) {
        PythonPackages packages = new PythonPackages("3.11.7", List.of("a==1", "b[c]; python_version < '4'"));
        dev.cairn.scoring.MlModel read =
                read(MlModel.of(library, library.fileName("m.json"), "").withPackages(packages), "");

        assertThat(read.flavors()).containsOnlyKeys(library.flavor(), "python_function");
        assertThat(read.findFlavor("python_function").orElseThrow().toString())
                .contains("\"loader_module\":\"mlflow.%s\"".formatted(library.flavor()))
                .contains("\"virtualenv\":\"python_env.yaml\"")
                .contains("\"python_version\":\"3.11.7\"");
    }

    @Test
    void columnsAndParametersMayHaveTypesWithParts() {
        Map<String, FieldType.Property> parts = new LinkedHashMap<>();
        parts.put("id", new FieldType.Property(FieldType.of("long"), true));
        parts.put("tags", new FieldType.Property(new FieldType.ListOf(FieldType.of("string")), false));
        MlModel model = MlModel.onnx("m")
                .taking(
                        Field.column("item", new FieldType.Structure(parts)),
                        Field.optional("scores", new FieldType.MapOf(FieldType.of("double"))))
                .withParams(
                        ModelParam.of("top", "long", 3),
                        new ModelParam("stop", FieldType.of("string"), List.of("a"), true));

        assertThat(read(model, "").signature().inputs())
                .hasToString("['item': {id: long (required), tags: Array(string) (optional)} (required), "
                        + "'scores': Map(str -> DataType.double) (optional)]");
        assertThat(read(model, "").signature().params())
                .extracting(Object::toString)
                .containsExactly("'top': long (default: 3)", "'stop': string (default: ['a']) (shape: (-1,))");
        assertThat(MlModel.read(model.text())).isEqualTo(model);
        assertThatThrownBy(() -> FieldType.of("decimal")).hasMessageContaining("'decimal' is no type of a signature");
    }

    @Test
    void whatAModelWasLoggedWithIsThere() {
        MlModel model = MlModel.onnx("m")
                .withPythonEnv("python_env.yaml", "conda.yaml")
                .withCode("code")
                .withExample(InputExample.request("example.json"))
                .withResources(Map.of("databricks", Map.of("function", List.of(Map.of("name", "f")))))
                .withMetadata(Map.of("team", "blue"));
        MlModel read = MlModel.read(new String(model.file("m-1", "r-1"), StandardCharsets.UTF_8));

        assertThat(read.modelId()).contains("m-1");
        assertThat(read.runId()).contains("r-1");
        assertThat(read.pythonEnv()).contains("python_env.yaml");
        assertThat(read.code()).contains("code");
        assertThat(read.example()).contains(InputExample.request("example.json"));
        assertThat(read.metadata()).containsExactly(Map.entry("team", "blue"));
        assertThat(read.resources()).containsOnlyKeys("databricks");
        assertThatThrownBy(() -> model.with("flavors", Map.of())).hasMessageContaining("methods of its own");
    }

    @Test
    void numbersAndTextsStayWhatTheyAre() {
        List<Object> values = Arrays.asList(
                1e10,
                1e-7,
                5.0,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                12L,
                true,
                null,
                "12e4",
                "yes",
                "0o7",
                "null",
                "2026-01-02",
                "a: b # c",
                "ü \u2028 \u0085 \t \"\\ 😀",
                "");
        MlModel model = MlModel.onnx("m").withMetadata(Map.of("values", values));

        assertThat(read(model, "").metadata().path("values").path(0).isFloatingPointNumber())
                .isTrue();
        assertThat(MlModel.read(model.text()).metadata().get("values"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .usingElementComparator((one, other) -> String.valueOf(one).compareTo(String.valueOf(other)))
                .isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "- a",
                "a: [",
                "flavors: !!java.lang.Runtime {}",
                "signature: {inputs: 'no list'}",
                "signature: {inputs: '[{\"type\": \"decimal\"}]'}"
            })
    void whatIsNoModelIsRefused(String yaml) {
        assertThatThrownBy(() -> MlModel.read(yaml)).isInstanceOf(IllegalArgumentException.class);
    }
}
