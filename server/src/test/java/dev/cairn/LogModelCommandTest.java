package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `cairn models log`, with files that libraries wrote.
final class LogModelCommandTest {
    private static final Path MODELS = Path.of("../scoring/src/test/resources/models");
    private static final Path ONNX = MODELS.resolve("classifier/model.onnx");
    private static final Pattern ID = Pattern.compile("models:/(m-[0-9a-f]{32}) in experiment (\\d+)");
    private static final String ROWS = "{\"inputs\": [[5.1, 3.5, 1.4, 0.2], [6.2, 2.9, 4.3, 1.3]]}";

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @RegisterExtension
    final Terminal terminal = new Terminal();

    @TempDir
    Path disk;

    private int run(String... arguments) throws IOException {
        terminal.clear();
        return Main.run(Stream.concat(Stream.of("models"), Stream.of(arguments)).toArray(String[]::new), Map.of());
    }

    private int log(Path model, String... arguments) throws IOException {
        Stream<String> first = Stream.of("log", model.toString(), "--tracking-uri", url());
        return run(Stream.concat(first, Stream.of(arguments)).toArray(String[]::new));
    }

    /// The id of the model that was logged last.
    private String logged() {
        Matcher said = ID.matcher(terminal.text());
        assertThat(said.find()).as(terminal.text()).isTrue();
        return said.group(1);
    }

    private ModelFolder fetched(String model) throws IOException {
        Path folder = disk.resolve(model.replaceAll("\\W", "-"));
        assertThat(run("download", model, folder.toString(), "--tracking-uri", url()))
                .as(terminal.text())
                .isZero();
        return ModelFolder.open(folder);
    }

    private static JsonNode info(String modelId) throws IOException {
        return SERVER.get(RunningServer.API + "logged-models/" + modelId).json().path("model");
    }

    /// The logged models of experiment 0 that have a name.
    private static JsonNode modelsOfName(String name) throws IOException {
        Reply found = SERVER.post(
                "logged-models/search", "{\"experiment_ids\": [\"0\"], \"filter\": \"name = '%s'\"}".formatted(name));
        assertThat(found.status()).isEqualTo(200);
        return found.json().path("models");
    }

    @Test
    void aFileBecomesAVersionThatSaysAllOfItself() throws IOException {
        Path example = Files.writeString(disk.resolve("rows.json"), ROWS);
        Path code = Files.createDirectories(disk.resolve("shapes"));
        Files.writeString(code.resolve("round.py"), "PI = 3\n");

        assertThat(log(
                        ONNX,
                        "--name=flowers",
                        "--experiment=gardens",
                        "--register=garden",
                        "--alias=champion",
                        "--input-example=" + example,
                        "--param=depth=6",
                        "--metadata=team=blue",
                        "--requirement=onnx==1.23.2",
                        "--python-version=3.11.7",
                        "--code=" + code))
                .as(terminal.text())
                .isZero();
        assertThat(terminal.text())
                .contains("It is of the flavor onnx.")
                .contains("Any version of onnxruntime may load it")
                .contains("The JVM scores it, without Python.")
                .contains("It predicts its example.")
                .contains("models:/garden/1");
        String id = logged();

        ModelFolder model = fetched("models:/garden@champion");
        assertThat(model.model().modelId()).isEqualTo(id);
        assertThat(model.model().signature().inputs()).hasToString("[Tensor('float32', (-1, 4))]");
        assertThat(model.model().signature().outputs().toString()).contains("'label': Tensor('int64', (-1,))");
        assertThat(model.model().metadata().path("team").asString()).isEqualTo("blue");
        assertThat(model.model().codePath()).contains("code");
        assertThat(model.file("code/shapes/round.py")).hasContent("PI = 3\n");
        assertThat(model.file("model.onnx")).hasSameBinaryContentAs(ONNX);
        assertThat(model.pythonEnvironment().orElseThrow().python()).isEqualTo("3.11.7");
        assertThat(model.pythonEnvironment().orElseThrow().requirements())
                .containsExactly("onnx==1.23.2", "mlflow==3.17.2", "onnxruntime");
        assertThat(model.model()
                        .findFlavor("onnx")
                        .orElseThrow()
                        .path("onnx_version")
                        .asString())
                .isEqualTo("1.23.2");
        assertThat(info(id).path("info").path("status").asString()).isEqualTo("LOGGED_MODEL_READY");
        assertThat(info(id).path("data").path("params").path(0).path("value").asString())
                .isEqualTo("6");
        assertThat(run("check", "models:/garden/1", "--tracking-uri", url())).isZero();
        assertThat(terminal.text()).doesNotContain("NOTE").doesNotContain("PROBLEM");

        assertThat(log(ONNX, "--name=flowers", "--experiment=gardens", "--register=garden"))
                .isZero();
        assertThat(terminal.text()).contains("models:/garden/2");
    }

    @Test
    void aModelIsAnOutputOfTheRunThatMadeIt() throws IOException {
        String run = SERVER.createRun();

        assertThat(log(MODELS.resolve("boosters/xgboost-2.1.4-11-000/model.ubj"), "--name=trees", "--run=" + run))
                .as(terminal.text())
                .isZero();
        String id = logged();
        assertThat(fetched("models:/" + id).model().runId()).isEqualTo(run);
        JsonNode outputs =
                SERVER.get(RunningServer.API + "runs/get?run_id=" + run).json().at("/run/outputs/model_outputs");
        assertThat(outputs.path(0).path("model_id").asString()).isEqualTo(id);
    }

    @Test
    void columnsOfTheExampleAreThoseOfTheSignatureAndParametersToo() throws IOException {
        Path example = Files.writeString(disk.resolve("rows.json"), """
                {"dataframe_records": [{"a": 1, "b": 2.5, "c": 0.5, "d": 1}, {"a": 2, "b": null, "c": 1.5, "d": 2}],
                 "params": {"top": 3, "names": ["x"]}}
                """);

        assertThat(log(ONNX, "--name=columns", "--input-example=" + example))
                .as(terminal.text())
                .isZero();
        ModelFolder model = fetched("models:/" + logged());
        assertThat(model.model().signature().inputs())
                .hasToString(
                        "['a': long (required), 'b': double (optional), 'c': double (required), 'd': long (required)]");
        assertThat(model.model().signature().params().toString())
                .contains("'top': long (default: 3)")
                .contains("'names': string (default: ['x']) (shape: (-1,))");
        assertThat(model.model().inputExample().orElseThrow().withParams()).isTrue();
        assertThat(model.text("input_example.json")).startsWith("{\"data\":{\"columns\":[\"a\",\"b\",\"c\",\"d\"]");
    }

    @Test
    void aSignatureIsTakenAsItIsGiven() throws IOException {
        Path signature = Files.writeString(disk.resolve("signature.json"), """
                {"inputs": "[{\\"type\\": \\"tensor\\", \\"tensor-spec\\": {\\"dtype\\": \\"float32\\", \\"shape\\": [-1, 4]}}]",
                 "outputs": [{"type": "long", "name": "label"}], "params": null}
                """);

        assertThat(log(ONNX, "--name=signed", "--signature=" + signature))
                .as(terminal.text())
                .isZero();
        ModelFolder model = fetched("models:/" + logged());
        assertThat(model.model().signature().inputs()).hasToString("[Tensor('float32', (-1, 4))]");
        assertThat(model.model().signature().outputs()).hasToString("['label': long (required)]");
    }

    @Test
    void aSignatureWithoutInputsIsNotThrownAwayForThatOfTheExample() throws IOException {
        Path example = Files.writeString(disk.resolve("rows.json"), ROWS);
        Path signature = Files.writeString(disk.resolve("signature.json"), """
                {"outputs": [{"type": "long", "name": "label"}],
                 "params": [{"name": "top", "type": "long", "default": 3, "shape": null}]}
                """);

        assertThat(log(ONNX, "--name=halfsigned", "--signature=" + signature, "--input-example=" + example))
                .as(terminal.text())
                .isZero();
        assertThat(terminal.text()).contains("It predicts its example.").doesNotContain("Its signature is that of");
        Signature kept = fetched("models:/" + logged()).model().signature();
        assertThat(kept.inputs()).isEqualTo(new Schema.Absent());
        assertThat(kept.outputs()).hasToString("['label': long (required)]");
        assertThat(kept.params()).hasToString("['top': long (default: 3)]");
    }

    @Test
    void aFolderIsLoggedAsItIs() throws IOException {
        assertThat(log(MODELS.resolve("classifier"), "--name=folder"))
                .as(terminal.text())
                .isZero();
        ModelFolder model = fetched("models:/" + logged());
        ModelFolder before = ModelFolder.open(MODELS.resolve("classifier"));
        assertThat(model.model().flavors()).isEqualTo(before.model().flavors());
        assertThat(model.model().created()).isEqualTo("2026-11-23 11:05:38.940910");
        assertThat(model.file("cases.json")).hasSameBinaryContentAs(MODELS.resolve("classifier/cases.json"));

        assertThat(log(MODELS.resolve("classifier"), "--name=folder", "--metadata=a=b"))
                .isEqualTo(2);
        assertThat(terminal.text()).contains("is a folder, whose MLmodel says what it is");
        assertThat(log(MODELS, "--name=folder")).isEqualTo(2);
        assertThat(terminal.text()).contains("has no MLmodel file").doesNotContain("\tat ");
    }

    @Test
    void aFolderOfARunElsewhereForgetsIt() throws IOException {
        Path folder = Files.createDirectories(disk.resolve("downloaded"));
        Files.copy(ONNX, folder.resolve("model.onnx"));
        String text = Files.readString(MODELS.resolve("classifier/MLmodel"));
        Files.writeString(
                folder.resolve("MLmodel"),
                text.replaceAll("(?m)^model_id: .*$", "model_id: m-ofelsewhere")
                        + "run_id: 0123456789abcdef0123456789abcdef\nartifact_path: mlflow-artifacts:/7/models/m-ofelsewhere/artifacts\n");

        assertThat(log(folder, "--name=moved")).as(terminal.text()).isZero();
        String id = logged();
        MlModel moved = fetched("models:/" + id).model();
        assertThat(moved.modelId()).isEqualTo(id);
        assertThat(moved.fields().propertyNames())
                .doesNotContain("run_id", "artifact_path")
                .contains("model_uuid");

        String run = SERVER.createRun();
        assertThat(log(folder, "--name=moved", "--run=" + run))
                .as(terminal.text())
                .isZero();
        MlModel ofRun = fetched("models:/" + logged()).model();
        assertThat(ofRun.runId()).isEqualTo(run);
        assertThat(ofRun.artifactPath()).isNull();
    }

    @Test
    void aLinkIsRefusedBeforeAnythingIsMade() throws IOException {
        Path elsewhere = Files.createDirectories(disk.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("round.py"), "PI = 3\n");
        Path folder = Files.createDirectories(disk.resolve("linked"));
        Files.copy(ONNX, folder.resolve("model.onnx"));
        Files.copy(MODELS.resolve("classifier/MLmodel"), folder.resolve("MLmodel"));
        Path link = folder.resolve("more");

        for (Path target : List.of(elsewhere, elsewhere.resolve("round.py"), disk.resolve("nothing"))) {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, target);
            assertThat(log(folder, "--name=linked")).as(terminal.text()).isEqualTo(2);
            assertThat(terminal.text())
                    .contains(link.toRealPath(LinkOption.NOFOLLOW_LINKS) + " is a symbolic link")
                    .contains("copy what it points to")
                    .doesNotContain("\tat ");
            assertThat(log(ONNX, "--name=linked", "--code=" + folder)).isEqualTo(2);
            assertThat(terminal.text()).contains("is a symbolic link");
            assertThat(log(ONNX, "--name=linked", "--code=" + link)).isEqualTo(2);
            assertThat(terminal.text()).contains("is a symbolic link");
        }
        assertThat(modelsOfName("linked")).isEmpty();

        Files.delete(link);
        Path toAll = Files.createSymbolicLink(disk.resolve("to-all"), folder);
        assertThat(log(toAll, "--name=unlinked")).as(terminal.text()).isZero();
    }

    @Test
    void codeLacksOnlyWhatPythonCompiled() throws IOException {
        Path code = Files.createDirectories(disk.resolve("__pycache__/shapes"));
        Files.writeString(code.resolve("round.py"), "PI = 3\n");
        Files.writeString(code.resolve("a__pycache__.txt"), "a note");
        Files.writeString(Files.createDirectories(code.resolve("__pycache__")).resolve("round.pyc"), "compiled");

        assertThat(log(ONNX, "--name=coded", "--code=" + code))
                .as(terminal.text())
                .isZero();
        ModelFolder model = fetched("models:/" + logged());
        assertThat(model.file("code/shapes/round.py")).hasContent("PI = 3\n");
        assertThat(model.file("code/shapes/a__pycache__.txt")).hasContent("a note");
        assertThat(model.path().resolve("code/shapes/__pycache__")).doesNotExist();
    }

    @Test
    void whatCannotBeReadIsNotLogged() throws IOException {
        Path broken = Files.writeString(disk.resolve("broken.onnx"), "nothing");
        assertThat(log(broken, "--name=broken")).isEqualTo(2);
        assertThat(terminal.text())
                .contains("The model cannot be read, and was not logged: ONNX Runtime cannot load")
                .doesNotContain("\tat ");
        Path narrow = Files.writeString(disk.resolve("narrow.json"), "{\"inputs\": [[1, 2]]}");
        assertThat(log(ONNX, "--name=broken", "--input-example=" + narrow)).isEqualTo(2);
        assertThat(terminal.text()).contains("The model refuses its example, and was not logged: ");
        Path odd = Files.writeString(disk.resolve("odd.json"), "[[1, 2]]");
        assertThat(log(ONNX, "--name=broken", "--input-example=" + odd)).isEqualTo(2);
        assertThat(terminal.text()).contains("odd.json is no body of /invocations: ");
        assertThat(log(ONNX, "--name=broken", "--signature=" + odd)).isEqualTo(2);
        assertThat(terminal.text()).contains("odd.json is no signature: A signature is a JSON object");

        assertThat(modelsOfName("broken")).isEmpty();
    }

    @Test
    void whatIsMadeIsToldAlsoIfTheServerRefusesTheRest() throws IOException {
        String tooLong = "x".repeat(300);

        assertThat(log(ONNX, "--name=told", "--register=" + tooLong)).isEqualTo(2);
        assertThat(terminal.text()).contains("refused: ").contains("INVALID_PARAMETER_VALUE");
        assertThat(info(logged()).path("info").path("status").asString()).isEqualTo("LOGGED_MODEL_READY");

        assertThat(log(ONNX, "--name=told", "--register=teller", "--alias=" + tooLong))
                .isEqualTo(2);
        assertThat(terminal.text())
                .contains("models:/" + logged())
                .contains("models:/teller/1")
                .contains("refused: ");
    }

    @Test
    void anAliasThatCannotBeGivenIsRefusedBeforeAnythingIsMade() throws IOException {
        for (String alias : List.of("latest", "Latest", "v1", "V12")) {
            assertThat(log(ONNX, "--name=reserved", "--register=reserved", "--alias=" + alias))
                    .isEqualTo(2);
            assertThat(terminal.text()).contains("The alias '%s' cannot be given".formatted(alias));
        }
        assertThat(log(ONNX, "--name=reserved", "--register=reserved", "--alias=a b"))
                .isEqualTo(2);
        assertThat(terminal.text()).contains("An alias is of letters, digits, _ and -; got 'a b'.");
        assertThat(log(ONNX, "--name=reserved", "--register=a/b")).isEqualTo(2);
        assertThat(terminal.text()).contains("without '/' and ':'; got 'a/b'.");

        assertThat(modelsOfName("reserved")).isEmpty();
        assertThat(SERVER.get(RunningServer.API + "registered-models/get?name=reserved")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatMakesNoSenseIsSaidInASentence() throws IOException {
        assertThat(log(disk.resolve("gone.onnx"), "--name=a")).isEqualTo(1);
        assertThat(terminal.text()).contains("There is no file ");
        Path text = Files.writeString(disk.resolve("model.txt"), "treeless");
        assertThat(log(text, "--name=a")).isEqualTo(2);
        assertThat(terminal.text()).contains("cannot be told from its name: say --flavor, one of onnx, xgboost");
        assertThat(log(text, "--name=a", "--flavor=pytorch")).isEqualTo(2);
        assertThat(terminal.text())
                .contains("--flavor is one of onnx, xgboost, lightgbm, catboost, sklearn; got 'pytorch'.");
        assertThat(log(ONNX, "--name=a", "--model-class=Net")).isEqualTo(2);
        assertThat(terminal.text()).contains("--model-class is for xgboost and catboost");
        assertThat(log(ONNX, "--name=a", "--trusted-type=Net")).isEqualTo(2);
        assertThat(terminal.text()).contains("--trusted-type is for sklearn");
        assertThat(log(ONNX, "--name=a", "--alias=champion")).isEqualTo(2);
        assertThat(terminal.text()).contains("say --register too");
        assertThat(log(ONNX, "--name=a", "--experiment=0", "--run=r")).isEqualTo(2);
        assertThat(terminal.text()).contains("say --experiment or --run, not both");
        assertThat(log(ONNX, "--name=a", "--register=main.garden.flowers")).isEqualTo(2);
        assertThat(terminal.text()).contains("is a name of the catalogue");
        assertThat(log(ONNX, "--name=a", "--requirement= ")).isEqualTo(2);
        assertThat(terminal.text()).contains("A requirement is a line such as xgboost==3.1.2");
        assertThat(log(ONNX, "--name=a", "--code=one/shapes", "--code=other/shapes/"))
                .isEqualTo(2);
        assertThat(terminal.text()).contains("Two of --code are called shapes, and only one of a name can be in");
        assertThat(log(ONNX, "--name=a", "--run=0123")).isEqualTo(2);
        assertThat(terminal.text()).contains("RESOURCE_DOES_NOT_EXIST").doesNotContain("\tat ");
        assertThat(log(ONNX)).isEqualTo(2);
        assertThat(terminal.text()).contains("--name");
    }

    private static String url() {
        return "http://127.0.0.1:" + SERVER.port();
    }
}
