package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Over the files that `make_mlmodels.py` had the stock client write.
class MlModelTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Path ALL = Models.resource("/mlmodels");

    @TempDir
    Path temporary;

    static Stream<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachFieldIsWhatPythonReads(String name) throws IOException {
        JsonNode expected = JSON.readTree(Files.readString(ALL.resolve(name).resolve("parsed.json")));
        assertThat(JSON.readTree(JSON.writeValueAsString(model(name).fields())))
                .isEqualTo(JSON.readTree(JSON.writeValueAsString(expected)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsWrittenIsWhatWasRead(String name) throws IOException {
        MlModel model = model(name);
        String written = model.toYaml();
        assertThat(MlModel.parse(written)).isEqualTo(model);
        if (!name.startsWith("mlflow_1") && !name.startsWith("aliases")) {
            // but for the case of the digits in an escape
            assertThat(written)
                    .isEqualToIgnoringCase(Files.readString(ALL.resolve(name).resolve("MLmodel")));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void signaturesAreWrittenAsMlflowWritesThem(String name) {
        MlModel model = model(name);
        JsonNode read = model.fields().path("signature");
        if (read.isObject() && !name.startsWith("aliases")) {
            String written = JSON.writeValueAsString(SignatureWriter.write(model.signature()));
            // names are text here, and pandas numbers the columns that have none
            assertThat(written)
                    .isEqualTo(JSON.writeValueAsString(read).replaceAll("(name..: )(\\d+)", "$1\\\\\"$2\\\\\""));
        }
    }

    @Test
    void aSignatureOfMoreThanATableHasIsRefusedBeforeItIsATree() {
        String yaml = "flavors: {}\nsignature:\n  inputs: '[0" + ",0".repeat(SignatureReader.MAX_TOKENS) + "]'\n";
        assertThatThrownBy(() -> MlModel.parse(yaml))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("a signature whose 'inputs' is too large");
    }

    @Test
    void allThatAModelSaysIsThere() {
        MlModel model = model("everything");
        assertThat(model.codePath()).contains("code");
        assertThat(model.resources()
                        .path("databricks")
                        .path("serving_endpoint")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("llm");
        assertThat(model.mlflowVersion()).isEqualTo("3.17.2");
        assertThat(model.sizeBytes()).isPositive();
        assertThat(model.modelUuid()).hasSize(32);
        assertThat(model.created()).startsWith("20");
        assertThat(model.signatureFromTypeHint()).isFalse();
        assertThat(model.prompts()).isEmpty();
        assertThat(model("type_hints").signatureFromTypeHint()).isTrue();
        assertThat(model("from_code")
                        .authPolicy()
                        .path("user_auth_policy")
                        .path("api_scopes")
                        .path(0)
                        .asString())
                .isEqualTo("workspace.apps");
        assertThat(model("sklearn_skops")
                        .metadata()
                        .path("nested")
                        .path("x")
                        .path(3)
                        .asBoolean())
                .isTrue();
    }

    @Test
    void examplesAreFoundWithTheirParameters() {
        InputExample example = model("frame_example_with_params").inputExample().orElseThrow();
        assertThat(example.kind()).isEqualTo("dataframe");
        assertThat(example.pandasOrient()).isEqualTo("split");
        assertThat(example.withParams()).isTrue();
        assertThat(folder("frame_example_with_params").servingExample().orElseThrow())
                .contains("\"dataframe_split\"")
                .contains("\"top\": 3");
        assertThat(folder("no_signature").servingExample()).isEmpty();
    }

    @Test
    void theEnvironmentHasTheRequirementsOfItsFile() {
        PythonEnvironment environment =
                folder("no_signature").pythonEnvironment().orElseThrow();
        assertThat(environment.python()).startsWith("3.11");
        assertThat(environment.build()).anyMatch(line -> line.startsWith("setuptools"));
        assertThat(environment.requirements()).contains("numpy==2.4.6", "mlflow==3.17.2");
    }

    @Test
    void olderModelsNameACondaFile() throws IOException {
        ModelFolder old = written("flavors: {python_function: {env: conda.yaml}}");
        Files.writeString(old.path().resolve("conda.yaml"), """
                dependencies:
                - python=3.6.9
                - scikit-learn=0.22.1
                - pip:
                  - mlflow>=1.0
                """);
        assertThat(old.pythonEnvironment())
                .contains(new PythonEnvironment("3.6.9", List.of("scikit-learn==0.22.1"), List.of("mlflow>=1.0")));
    }

    @Test
    void filesThatAreNamedMustLieInside() throws IOException {
        Files.writeString(temporary.resolve("secret"), "x");
        ModelFolder folder = written("""
                flavors: {python_function: {env: {virtualenv: python_env.yaml}}}
                saved_input_example_info: {artifact_path: a.json, type: ndarray, serving_input_path: ../secret}
                """);
        Files.writeString(folder.path().resolve("python_env.yaml"), "dependencies: ['-r ../secret']\n");
        assertThatThrownBy(folder::servingExample).hasMessageContaining("inside its own folder");
        assertThatThrownBy(folder::pythonEnvironment).hasMessageContaining("inside its own folder");
    }

    @Test
    void aModelIsMadeFromNothing() throws IOException {
        SequencedMap<String, ColumnType.Property> properties = new LinkedHashMap<>();
        properties.put("b", new ColumnType.Property(DataType.STRING, false));
        properties.put("a", new ColumnType.Property(new ColumnType.Any(), true));
        Signature signature = new Signature(
                new Schema.Columns(List.of(
                        new ColumnSpec("x", DataType.DOUBLE, true),
                        new ColumnSpec("o", new ColumnType.Array(new ColumnType.Structure(properties)), false))),
                new Schema.Absent(),
                List.of(new ParamSpec("k", DataType.LONG, NODES.numberNode(3), false)));
        MlModel model = MlModel.empty()
                .withFlavor("onnx", NODES.objectNode().put("data", "model.onnx"))
                .with("run_id", NODES.stringNode("12345678"))
                .withSignature(signature);
        ModelFolder folder = ModelFolder.create(temporary.resolve("made"), model);
        MlModel read = ModelFolder.open(folder.path()).model();
        assertThat(read.signature()).isEqualTo(signature);
        assertThat(read.runId()).isEqualTo("12345678");
        assertThat(read.flavors().keySet()).containsExactly("onnx");
        assertThat(signature.inputs())
                .hasToString("['x': double (required), "
                        + "'o': Array({a: Any (required), b: string (optional)}) (optional)]");
        assertThat(signature.params().getFirst()).hasToString("'k': long (default: 3)");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void filesThatWouldGrowOrLoopAreRefused(String yaml) {
        assertThatThrownBy(() -> MlModel.parse(yaml)).isInstanceOf(ModelFormatException.class);
    }

    static Stream<String> hostile() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n"
                    .formatted(i, i, String.join(",", java.util.Collections.nCopies(10, "*a" + (i - 1)))));
        }
        return Stream.of(
                bomb.toString(),
                "a: &a [*a]\n",
                "a: *never\n",
                "? [a]\n: b\n",
                "a: " + "[".repeat(500) + "]".repeat(500),
                "signature: {inputs: '" + "[".repeat(500) + "'}",
                "signature: {inputs: '[{\"type\": \"decimal\"}]'}",
                "signature: {inputs: '[{\"type\": \"array\"}]'}",
                "signature: {inputs: '[{\"type\": \"long\"}, {\"name\": \"a\", \"type\": \"long\"}]'}",
                "signature: {params: '[{\"name\": \"a\", \"type\": \"binary\", \"default\": null}]'}");
    }

    private static MlModel model(String name) {
        return folder(name).model();
    }

    private static ModelFolder folder(String name) {
        return ModelFolder.open(ALL.resolve(name));
    }

    private ModelFolder written(String mlModel) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("model"));
        Files.writeString(folder.resolve("MLmodel"), mlModel);
        return ModelFolder.open(folder);
    }
}
