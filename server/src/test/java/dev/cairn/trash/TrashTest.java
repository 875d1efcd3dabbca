package dev.cairn.trash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.trash.PurgeTrash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class TrashTest {
    private static final PurgeTrash REHEARSAL =
            new PurgeTrash(List.of(), List.of(), List.of(), List.of(), null, true, true);

    private final TestDatabase kind;
    private final Path folder;

    @AutoClose
    private final Bin bin;

    TrashTest(TestDatabase kind, @TempDir Path folder) throws IOException {
        this.kind = kind;
        this.folder = folder;
        bin = Bin.open(kind.fresh(), folder);
    }

    @Test
    void whatIsDeletedIsListedLastFirst() throws IOException {
        String experiment = bin.experiment();
        String run = bin.run(experiment);
        String model = bin.model(experiment, run);
        bin.deleteRun(run);
        assertThat(bin.ids("{}")).containsExactly(run);
        bin.deleteExperiment(experiment);
        assertThat(bin.ids("{}")).containsExactly(experiment, run);
        assertThat(bin.ids("{\"kind\": \"run\"}")).containsExactly(run);
        assertThat(bin.ids("{\"experiment_id\": \"0\"}")).isEmpty();
        assertThat(bin.ids("{\"older_than\": \"1h\"}")).isEmpty();
        assertThat(model).startsWith("m-");
        JsonNode item = bin.post("3.0/cairn/trash", "{\"kind\": \"run\"}").at("/items/0");
        assertThat(item.path("experiment_id").asString()).isEqualTo(experiment);
        assertThat(item.path("artifact_uri").asString()).endsWith(run + "/artifacts");
    }

    @Test
    void theTrashIsReadPageByPage() {
        String experiment = bin.experiment();
        List<String> runs = List.of(bin.run(experiment), bin.run(experiment), bin.run(experiment));
        runs.forEach(bin::deleteRun);
        JsonNode first = bin.post("3.0/cairn/trash", "{\"max_results\": 2}");
        assertThat(first.path("items")).hasSize(2);
        String token = first.path("next_page_token").asString();
        assertThat(bin.ids("{\"max_results\": 2, \"page_token\": \"%s\"}".formatted(token)))
                .containsExactly(runs.getFirst());
    }

    @Test
    void whatIsRestoredIsAsItWas() throws IOException {
        String experiment = bin.experiment();
        String run = bin.fullRun(experiment);
        JsonNode before = getRun(run);
        bin.deleteExperiment(experiment);
        bin.post("3.0/cairn/trash/restore", "{\"experiment_ids\": [\"%s\"]}".formatted(experiment));
        assertThat(getRun(run)).isEqualTo(before);
        bin.deleteRun(run);
        bin.post("3.0/cairn/trash/restore", "{\"run_ids\": [\"%s\"]}".formatted(run));
        assertThat(getRun(run)).isEqualTo(before);
    }

    @Test
    void aRestoreIsAllOrNothing() {
        String run = bin.run(bin.experiment());
        bin.deleteRun(run);
        assertThatThrownBy(() -> bin.post(
                        "3.0/cairn/trash/restore",
                        "{\"run_ids\": [\"%s\"], \"logged_model_ids\": [\"m-nothing\"]}".formatted(run)))
                .isInstanceOf(ApiException.class);
        assertThat(bin.ids("{}")).containsExactly(run);
    }

    @Test
    void aPurgeLeavesNoRowAndNoFile() throws IOException {
        bin.fullRun("0");
        Map<String, Long> rows = bin.rows();
        List<String> files = bin.files();
        String experiment = bin.experiment();
        String run = bin.fullRun(experiment);
        bin.model(experiment, run);
        addTrace(experiment, "tr-1", 1);
        bin.deleteExperiment(experiment);

        PurgeTrash.Response purged = bin.purgeAll();

        assertThat(purged).isEqualTo(new PurgeTrash.Response(1, 1, 1, 0, List.of(), null));
        assertThat(bin.rows()).isEqualTo(rows);
        assertThat(bin.files()).isEqualTo(files);
        assertThat(bin.folder.resolve(experiment)).doesNotExist();
    }

    @Test
    void whatIsNotDeletedIsNotPurged() throws IOException {
        String run = bin.fullRun(bin.experiment());
        assertThat(bin.purgeAll()).isEqualTo(new PurgeTrash.Response(0, 0, 0, 0, List.of(), null));
        assertThatThrownBy(() -> bin.post("3.0/cairn/trash/purge", "{\"run_ids\": [\"%s\"]}".formatted(run)))
                .hasMessage("The run '%s' is not in the trash: delete it first.", run);
        assertThatThrownBy(() -> bin.post("3.0/cairn/trash/purge", "{}")).hasMessageStartingWith("Say what to purge");
        assertThat(getRun(run)).isNotNull();
    }

    @Test
    void aRehearsalSaysWhatWouldGoAndTakesNothing() throws IOException {
        String experiment = bin.experiment();
        String run = bin.fullRun(experiment);
        bin.deleteExperiment(experiment);
        Map<String, Long> rows = bin.rows();
        assertThat(bin.trash.purge(REHEARSAL).response())
                .isEqualTo(new PurgeTrash.Response(1, 1, 0, 0, List.of(), null));
        assertThat(bin.rows()).isEqualTo(rows);
        assertThat(bin.ids("{}")).containsExactlyInAnyOrder(experiment, run);
    }

    @Test
    void onlyWhatIsOldEnoughGoes() {
        String experiment = bin.experiment();
        String old = bin.run(experiment);
        bin.deleteRun(old);
        bin.pass(Duration.ofDays(31));
        String young = bin.run(experiment);
        bin.deleteRun(young);
        bin.trash.purge(new PurgeTrash(List.of(), List.of(), List.of(), List.of(), "30d", null, null));
        assertThat(bin.ids("{}")).containsExactly(young);
    }

    @Test
    void onlyTheExperimentsThatAreNamedAreEmptied() {
        String one = bin.experiment();
        String other = bin.experiment();
        String run = bin.run(one);
        String kept = bin.run(other);
        bin.deleteRun(run);
        bin.deleteRun(kept);
        bin.trash.purge(new PurgeTrash(List.of(one), List.of(), List.of(), List.of(), null, null, null));
        assertThat(bin.ids("{}")).containsExactly(kept);
    }

    @Test
    void whatAModelVersionWasMadeOfIsKept() throws IOException {
        String experiment = bin.experiment();
        String run = bin.fullRun(experiment);
        bin.mlflow("registered-models/create", "{\"name\": \"champion\"}");
        bin.mlflow(
                "model-versions/create",
                "{\"name\": \"champion\", \"source\": \"runs:/%s/model\", \"run_id\": \"%s\"}".formatted(run, run));
        bin.deleteExperiment(experiment);

        PurgeTrash.Response refused = bin.purgeAll();

        assertThat(refused.runs() + refused.experiments()).isZero();
        assertThat(refused.kept())
                .anySatisfy(item -> {
                    assertThat(item.id()).isEqualTo(run);
                    assertThat(item.keptBecause()).isEqualTo("the registered model champion version 1 was made of it");
                })
                .anySatisfy(item -> assertThat(item.id()).isEqualTo(experiment));
        assertThat(bin.files()).hasSize(1);

        bin.database.write(tx -> tx.update("UPDATE model_versions SET stage = 'Deleted_Internal'"));
        assertThat(bin.purgeAll()).isEqualTo(new PurgeTrash.Response(1, 1, 0, 0, List.of(), null));
    }

    @Test
    void aRunInWhoseFolderAnotherExperimentKeepsFilesIsKept() throws IOException {
        String experiment = bin.experiment();
        String run = bin.fullRun(experiment);
        bin.experiment("mlflow-artifacts://localhost/%s/%s/artifacts/mine".formatted(experiment, run));
        bin.deleteRun(run);
        assertThat(bin.purgeAll().kept())
                .singleElement()
                .satisfies(item -> assertThat(item.keptBecause()).endsWith("keeps artifacts in its folder"));
        assertThat(bin.files()).hasSize(1);
    }

    @Test
    void aModelWhoseFilesLieInARunsFolderKeepsTheRun() throws IOException {
        String experiment = bin.experiment();
        String run = bin.fullRun(experiment);
        String model = bin.model(experiment, run);
        bin.database.write(tx -> tx.update(
                "UPDATE logged_models SET artifact_uri = ? WHERE model_id = ?",
                "mlflow-artifacts:/%s/%s/artifacts/model".formatted(experiment, run),
                model));
        bin.deleteRun(run);
        assertThat(bin.purgeAll().kept().getFirst().keptBecause())
                .isEqualTo("it holds the files of the logged model " + model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlflow-artifacts:/",
                "mlflow-artifacts:/../outside",
                "mlflow-artifacts:/%2e%2e/outside",
                "mlflow-artifacts:/victim",
                "file:///etc",
                "s3://bucket/victim"
            })
    void filesThatAreNotARunsOwnAreLeftAlone(String uri) throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "keep");
        bin.store("victim/file.txt");
        String run = bin.run(bin.experiment());
        bin.database.write(tx -> tx.update("UPDATE runs SET artifact_uri = ? WHERE run_id = ?", uri, run));
        bin.deleteRun(run);
        assertThat(bin.purgeAll().runs()).isEqualTo(1);
        assertThat(outside).hasContent("keep");
        assertThat(bin.files()).containsExactly("victim/file.txt");
        assertThat(bin.ids("{}")).isEmpty();
    }

    @Test
    void aLinkInARunsFolderIsNotFollowed() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("file"), "keep");
        String experiment = bin.experiment();
        String run = bin.fullRun(experiment);
        Files.createSymbolicLink(bin.folder.resolve(experiment).resolve(run).resolve("artifacts/link"), outside);
        bin.deleteRun(run);
        bin.purgeAll();
        assertThat(outside.resolve("file")).hasContent("keep");
        assertThat(bin.folder.resolve(experiment).resolve(run)).doesNotExist();
    }

    @Test
    void whatIsMarkedIsGoneForEverybodyAndComesNotBack() throws IOException {
        String experiment = bin.experiment();
        String run = bin.fullRun(experiment);
        bin.deleteRun(run);
        bin.post("3.0/cairn/trash/purge", "{\"run_ids\": [\"%s\"]}".formatted(run));
        assertThat(bin.files()).as("the work goes on behind the answer").isNotEmpty();
        assertThatThrownBy(() -> getRun(run)).hasMessage("Run with id=%s not found", run);
        assertThatThrownBy(() -> bin.mlflow("runs/restore", "{\"run_id\": \"%s\"}".formatted(run)))
                .hasMessage("Run with id=%s not found", run);
        assertThat(bin.mlflow(
                                "runs/search",
                                "{\"experiment_ids\": [\"%s\"], \"run_view_type\": \"ALL\"}".formatted(experiment))
                        .path("runs"))
                .isEmpty();
        bin.deleteExperiment(experiment);
        bin.mlflow("experiments/restore", "{\"experiment_id\": \"%s\"}".formatted(experiment));
        assertThatThrownBy(() -> getRun(run)).hasMessage("Run with id=%s not found", run);
    }

    @Test
    void theNameOfAPurgedExperimentIsFreeAtOnce() {
        String experiment = bin.experiment();
        String name = bin.mlflow("experiments/get", "{\"experiment_id\": \"%s\"}".formatted(experiment))
                .at("/experiment/name")
                .asString();
        bin.deleteExperiment(experiment);
        bin.post("3.0/cairn/trash/purge", "{\"everything\": true}");
        assertThat(bin.mlflow("experiments/create", "{\"name\": \"%s\"}".formatted(name))
                        .path("experiment_id")
                        .asString())
                .isNotEqualTo(experiment);
    }

    @Test
    void retentionEmptiesTheTrashByItself() throws IOException {
        try (Bin aging = new Bin(
                kind.fresh(),
                Files.createDirectories(folder.resolve("aging")),
                Bin.retention(Duration.ofDays(30), null))) {
            String run = aging.fullRun(aging.experiment());
            aging.deleteRun(run);
            aging.trash.applyRetention();
            assertThat(aging.ids("{}")).containsExactly(run);
            aging.pass(Duration.ofDays(31));
            aging.trash.applyRetention();
            assertThat(aging.ids("{}")).isEmpty();
        }
    }

    @Test
    void tracesGrowAsOldAsTheirExperimentLetsThem() {
        String tagged = bin.experiment();
        String untagged = bin.experiment();
        bin.mlflow(
                "experiments/set-experiment-tag",
                "{\"experiment_id\": \"%s\", \"key\": \"cairn.traceRetention\", \"value\": \"7d\"}".formatted(tagged));
        long now = bin.time();
        addTrace(tagged, "tr-old", now - Duration.ofDays(8).toMillis());
        addTrace(tagged, "tr-young", now - Duration.ofDays(6).toMillis());
        addTrace(untagged, "tr-other", 1);
        bin.trash.applyRetention();
        List<String> left = bin.database.read(
                tx -> tx.query("SELECT trace_id FROM traces ORDER BY trace_id", row -> row.getString(1)));
        assertThat(left).containsExactly("tr-other", "tr-young");
    }

    private JsonNode getRun(String run) {
        return bin.mlflow("runs/get", "{\"run_id\": \"%s\"}".formatted(run));
    }

    private void addTrace(String experiment, String id, long time) {
        bin.database.write(tx -> {
            long trace = tx.number("""
                    INSERT INTO traces (trace_id, experiment_id, state, request_time, is_final) VALUES (?, ?, 'OK', ?, 1)
                    RETURNING id
                    """, id, Long.valueOf(experiment), time);
            tx.update("INSERT INTO trace_tags (trace, name, value) VALUES (?, 'k', 'v')", trace);
            return trace;
        });
    }
}
