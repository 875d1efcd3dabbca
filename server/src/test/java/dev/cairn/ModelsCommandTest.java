package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `cairn models`, with models that the stock client logged.
final class ModelsCommandTest {
    private static final Path MODELS = Path.of("../scoring/src/test/resources/models");
    private static final Path DESCRIBED = Path.of("../scoring/src/test/resources/mlmodels");
    private static final String CLASSIFIER = MODELS.resolve("classifier").toString();
    private static final String ROW = "{\"inputs\": [[5.1, 3.5, 1.4, 0.2]]}";

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

    @Test
    void whatAModelIsIsShownToPeople() throws IOException {
        assertThat(run("show", DESCRIBED.resolve("everything").toString())).isZero();

        assertThat(terminal.text())
                .contains("runs in    Python. The model has the flavors [python_function]")
                .contains("inputs     'sepal length (cm)': double (required)\n           'sepal width (cm)'")
                .contains("outputs    Tensor('float64', (-1,))")
                .contains("params     'p': long (default: 1)")
                .contains("packages   mlflow==3.17.2")
                .contains("code       code")
                .contains("\"serving_endpoint\"")
                .contains("bytes in 5 files");
    }

    @Test
    void programsGetItAsJson() throws IOException {
        assertThat(run("show", "--json", CLASSIFIER)).isZero();

        JsonNode shown = Json.readTree(terminal.text().getBytes(StandardCharsets.UTF_8));
        assertThat(shown.path("runs_in").path("place").asString()).isEqualTo("jvm");
        assertThat(shown.path("mlmodel").path("flavors").has("onnx")).isTrue();
        assertThat(shown.path("signature").path("inputs").path(0).asString()).isEqualTo("Tensor('float32', (-1, 4))");
        assertThat(shown.path("files").size()).isEqualTo(3);
        assertThat(shown.path("problem").asString()).contains("names 'python_env.yaml', which is not");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aliases_and_unknown",
                "all_dtypes",
                "all_types",
                "array_example",
                "from_code",
                "mlflow_1",
                "no_signature",
                "sparse_example",
                "type_hints",
                "unnamed_columns",
                "xgboost"
            })
    void everyModelThatTheStockClientWritesCanBeShown(String model) throws IOException {
        assertThat(run("show", DESCRIBED.resolve(model).toString())).isZero();
        assertThat(terminal.text()).contains("flavors    ").contains("runs in    ");
        assertThat(run("show", "--json", DESCRIBED.resolve(model).toString())).isZero();
    }

    @Test
    void aModelIsAskedAsMlflowAsksIt() throws IOException {
        Path rows = Files.writeString(disk.resolve("rows.json"), ROW);
        Path answer = disk.resolve("answer.json");

        assertThat(run("predict", CLASSIFIER, "-i", rows.toString())).isZero();
        assertThat(terminal.text()).contains("{\"predictions\":{\"label\":[0],");
        assertThat(run("predict", CLASSIFIER, "-i", rows.toString(), "-o", answer.toString()))
                .isZero();
        assertThat(answer).content().startsWith("{\"predictions\":{\"label\":[0],");
        terminal.type("{\"inputs\": [[1, 2]]}");
        assertThat(run("predict", CLASSIFIER)).isEqualTo(1);
        assertThat(terminal.text()).contains("does not match expected shape (-1, 4)");
        Path nowhere = disk.resolve("missing").resolve("answer.json");
        assertThat(run("predict", CLASSIFIER, "-i", rows.toString(), "-o", nowhere.toString()))
                .isEqualTo(1);
        assertThat(terminal.text()).contains("answer.json cannot be written: ").doesNotContain("\tat ");
        assertThat(run("predict", CLASSIFIER, "-i", disk.toString())).isEqualTo(1);
        assertThat(terminal.text()).contains("is a folder: name a file.").doesNotContain("\tat ");
        assertThat(run("predict", CLASSIFIER, "-i", nowhere.toString())).isEqualTo(1);
        assertThat(terminal.text()).contains("There is no file ").doesNotContain("\tat ");
        assertThat(run("predict", CLASSIFIER, "-t", "xml")).isEqualTo(2);
        assertThat(terminal.text()).contains("--content-type is json or csv; got 'xml'.");
    }

    @Test
    void aModelIsCheckedWithItsExample() throws IOException {
        Path model = copied("classifier");
        assertThat(run("check", model.toString())).isZero();
        assertThat(terminal.text())
                .contains("NOTE     The MLmodel file names 'python_env.yaml', which is not in the model's folder")
                .contains("OK       The JVM scores it, without Python.")
                .contains("NOTE     It has no example to try");

        Files.writeString(model.resolve("python_env.yaml"), "python: 3.11.7\ndependencies: []\n");
        Path request = Files.writeString(model.resolve("request.json"), ROW);
        Files.writeString(model.resolve("MLmodel"), """
                saved_input_example_info:
                  artifact_path: request.json
                  serving_input_path: request.json
                  type: ndarray
                """, StandardOpenOption.APPEND);
        assertThat(run("check", model.toString())).isZero();
        assertThat(terminal.text())
                .contains("OK       The files that it names are there.")
                .contains("OK       Its example is predicted.")
                .doesNotContain("NOTE");

        assertThat(run("check", model.toString(), "--compare", "--model-python", "/bin/false"))
                .isEqualTo(1);
        assertThat(terminal.text())
                .contains("OK       Its example is predicted.")
                .contains("PROBLEM  Python cannot be asked: ")
                .doesNotContain("cannot be loaded");

        Files.writeString(request, "{\"inputs\": [[1, 2]]}");
        assertThat(run("check", model.toString())).isEqualTo(1);
        assertThat(terminal.text()).contains("PROBLEM  Its example is answered 400: ");
        Files.writeString(model.resolve("model.onnx"), "nothing");
        assertThat(run("check", model.toString())).isEqualTo(1);
        assertThat(terminal.text()).contains("PROBLEM  It cannot be loaded: ");
    }

    @Test
    void filesAreFetchedFromATrackingServerIntoANewFolder() throws IOException {
        String version = registered();
        Path folder = disk.resolve("fetched");

        assertThat(run("download", version, folder.toString(), "--tracking-uri", url()))
                .isZero();
        assertThat(terminal.text()).contains("3 files in ");
        assertThat(folder.resolve("model.onnx")).hasSameBinaryContentAs(MODELS.resolve("classifier/model.onnx"));
        assertThat(run("download", version, folder.toString(), "--tracking-uri", url()))
                .isEqualTo(2);
        assertThat(terminal.text()).contains("is there already: name a new folder");
        assertThat(run("show", version, "--tracking-uri", url())).isZero();
        assertThat(terminal.text()).contains("model      " + version).contains("the JVM, without Python");
    }

    @Test
    void whatIsNoModelIsSaidInASentence() throws IOException {
        assertThat(run("show", disk.toString())).isEqualTo(2);
        assertThat(terminal.text()).contains("has no MLmodel file").doesNotContain("\tat ");
        assertThat(run("check", "models:/gone/1", "--tracking-uri", url())).isEqualTo(2);
        assertThat(terminal.text()).contains("RESOURCE_DOES_NOT_EXIST").doesNotContain("\tat ");
        assertThat(run("show", "models:/gone/1", "--tracking-uri", "http://127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(terminal.text()).contains("The tracking server http://127.0.0.1:1 does not answer.");
        assertThat(run("show", "models:/gone/1", "--tracking-uri", url().replace("http:", "https:")))
                .isEqualTo(1);
        assertThat(terminal.text()).contains("cannot be asked by TLS: ").doesNotContain("\tat ");
        assertThat(run("show", "models:/gone/1", "--tracking-uri", "sqlite:///mlflow.db"))
                .isEqualTo(2);
        assertThat(terminal.text()).contains("is no tracking server");
        assertThat(run("show", "runs:/0123/model")).isEqualTo(2);
        assertThat(terminal.text()).contains("is no model: give models:/NAME@ALIAS");
    }

    private static String url() {
        return "http://127.0.0.1:" + SERVER.port();
    }

    private Path copied(String model) throws IOException {
        Path copy = Files.createDirectory(disk.resolve(model));
        for (String file : List.of("MLmodel", "model.onnx")) {
            Files.copy(MODELS.resolve(model).resolve(file), copy.resolve(file));
        }
        return copy;
    }

    /// The classifier as a version of a model.
    private static String registered() throws IOException {
        String run = SERVER.createRun();
        for (String file : List.of("MLmodel", "model.onnx", "cases.json")) {
            String path = "/api/2.0/mlflow-artifacts/artifacts/0/%s/artifacts/model/%s".formatted(run, file);
            byte[] content = Files.readAllBytes(MODELS.resolve("classifier").resolve(file));
            assertThat(SERVER.send(Request.of("PUT", path).body(content)).status())
                    .isEqualTo(200);
        }
        SERVER.post("registered-models/create", "{\"name\": \"shown\"}");
        SERVER.post(
                "model-versions/create",
                "{\"name\": \"shown\", \"source\": \"runs:/%1$s/model\", \"run_id\": \"%1$s\"}".formatted(run));
        return "models:/shown/1";
    }
}
