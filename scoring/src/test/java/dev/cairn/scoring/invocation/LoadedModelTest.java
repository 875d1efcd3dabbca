package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.Models;
import dev.cairn.scoring.ScoringLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class LoadedModelTest {
    @TempDir
    Path temporary;

    @Test
    void manyThreadsShareOneModel() throws InterruptedException, ExecutionException {
        try (LoadedModel model = LoadedModel.open(Models.folder("regressor"), ScoringLimits.DEFAULT);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<String> bodies = Stream.of("1.5", "3.1", "4.9", "6.2")
                    .map(LoadedModelTest::row)
                    .toList();
            List<String> alone =
                    bodies.stream().map(body -> answer(model, body)).toList();
            Callable<List<String>> hundredTimes = () -> Stream.generate(() -> bodies)
                    .limit(100)
                    .flatMap(all -> all.stream().map(body -> answer(model, body)))
                    .distinct()
                    .toList();
            for (Future<List<String>> done :
                    threads.invokeAll(List.of(hundredTimes, hundredTimes, hundredTimes, hundredTimes))) {
                assertThat(done.get())
                        .containsExactlyInAnyOrderElementsOf(
                                alone.stream().distinct().toList());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"serving.json, true", "missing.json, false", "../serving.json, false", "other.json, false"})
    void theExampleOfAModelWarmsItUp(String example, boolean scored) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("model"));
        Path regressor = Models.folder("regressor");
        Files.copy(regressor.resolve("model.onnx"), folder.resolve("model.onnx"));
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.put("artifact_path", "input_example.json").put("type", "dataframe").put("serving_input_path", example);
        MlModel model = ModelFolder.open(regressor).model().with("saved_input_example_info", info);
        ModelFolder.create(folder, model);
        Files.writeString(folder.resolve("serving.json"), row("1.5"));
        Files.writeString(temporary.resolve("serving.json"), row("1.5"));
        Files.writeString(folder.resolve("other.json"), "{}");
        try (LoadedModel loaded = LoadedModel.open(folder, ScoringLimits.DEFAULT)) {
            assertThat(loaded.warmUp()).isEqualTo(scored);
        }
    }

    @Test
    void tablesComeInCsvToo() {
        try (LoadedModel model = LoadedModel.open(Models.folder("regressor"), ScoringLimits.DEFAULT)) {
            String names = "sepal_length,sepal_width,petal_length,petal_width";
            Answer csv = model.answer((names + "\n1.5,3,1.5,1\n").getBytes(StandardCharsets.UTF_8), "text/csv");
            assertThat(new String(csv.body(), StandardCharsets.UTF_8)).isEqualTo(answer(model, row("1.5")));
        }
    }

    @Test
    void tablesComeInParquetToo() throws IOException {
        try (LoadedModel model = LoadedModel.open(Models.folder("regressor"), ScoringLimits.DEFAULT);
                InputStream row = LoadedModelTest.class.getResourceAsStream("/parquet/row.parquet")) {
            byte[] table = Objects.requireNonNull(row).readAllBytes();
            Answer answer = model.answer(table, "application/vnd.apache.parquet");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(answer(model, row("1.5")));
            Answer cut = model.answer(Arrays.copyOf(table, 100), "application/vnd.apache.parquet");
            assertThat(cut.status()).isEqualTo(400);
            assertThat(new String(cut.body(), StandardCharsets.UTF_8)).contains("no Parquet file that is read here");
        }
    }

    @Test
    void refusalsHaveTheFieldsOfTheStockServers() {
        try (LoadedModel model = LoadedModel.open(Models.folder("regressor"), ScoringLimits.DEFAULT)) {
            Answer missing = model.answer(
                    "{\"inputs\": {\"sepal_length\": [1]}}".getBytes(StandardCharsets.UTF_8),
                    "application/json; charset=utf-8");
            assertThat(missing.status()).isEqualTo(400);
            assertThat(missing.mediaType()).isEqualTo("application/json");
            assertThat(new String(missing.body(), StandardCharsets.UTF_8))
                    .startsWith("{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Failed to predict data. \\n"
                            + "Error: ")
                    .contains("Model is missing inputs ['sepal_width', 'petal_length', 'petal_width'].")
                    .endsWith("\"sqlstate\":\"KAM01\",\"error_class\":\"SCHEMA_ENFORCEMENT_FAILED\"}");
            Answer params = model.answer(
                    row("1.5")
                            .replace("{\"inputs\"", "{\"params\": {\"threshold\": \"x\"}, \"inputs\"")
                            .getBytes(StandardCharsets.UTF_8),
                    "application/json");
            assertThat(new String(params.body(), StandardCharsets.UTF_8))
                    .contains("Invalid parameters found: {('threshold', ");
            assertThat(model.answer(new byte[0], "text/plain").status()).isEqualTo(415);
            assertThat(model.answer(new byte[0], "").status()).isEqualTo(415);
        }
    }

    @Test
    void noRowsGetNoPredictions() {
        try (LoadedModel model = LoadedModel.open(Models.folder("regressor"), ScoringLimits.DEFAULT)) {
            String empty = "{\"dataframe_split\": {\"columns\":"
                    + " [\"sepal_length\", \"sepal_width\", \"petal_length\", \"petal_width\"], \"data\": []}}";
            assertThat(answer(model, empty)).isEqualTo("{\"predictions\":[]}");
        }
    }

    @Test
    void whatTheGraphRefusesIsTheCallersError() {
        try (LoadedModel model = LoadedModel.open(Models.folder("unsigned"), ScoringLimits.DEFAULT)) {
            assertThatThrownBy(() -> answer(model, "{\"inputs\": [[1, 2]]}"))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageStartingWith("Encountered an unexpected error while evaluating the model.");
        }
    }

    @Test
    void aMissingTextIsRefusedBeforeNativeCodeSeesIt() {
        try (LoadedModel model = LoadedModel.open(Models.folder("text_columns"), ScoringLimits.DEFAULT)) {
            assertThatThrownBy(() ->
                            answer(model, "{\"dataframe_records\": [{\"flag\": true, \"word\": null, \"count\": 1}]}"))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("missing value in row 0");
        }
    }

    @Test
    void aClosedModelAnswersNoMore() {
        LoadedModel model = LoadedModel.open(Models.folder("unsigned"), ScoringLimits.DEFAULT);
        model.close();
        model.close();
        assertThatThrownBy(() -> answer(model, "{\"inputs\": [[1, 2, 3, 4]]}"))
                .hasMessage("The model has been closed.");
    }

    private static String row(String length) {
        return "{\"inputs\": {\"sepal_length\": [%s], \"sepal_width\": [3], \"petal_length\": [%s], \"petal_width\": [1]}}"
                .formatted(length, length);
    }

    private static String answer(LoadedModel model, String body) {
        return new String(model.invoke(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
