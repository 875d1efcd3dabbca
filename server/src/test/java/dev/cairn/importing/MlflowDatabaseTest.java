package dev.cairn.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.importing.transfer.Report;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.RunInputs;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.series.Points;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.RunCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Databases of MLflow, read into a Cairn on the same kind of database.
@OnEachDatabase
final class MlflowDatabaseTest {
    private static final String RUN = "a0000000000000000000000000000001";
    private static final String DELETED_RUN = "a0000000000000000000000000000002";
    private static final String MODEL = "m-00000000000000000000000000000001";

    private final TestDatabase kind;

    @TempDir
    private Path folder;

    private Path artifacts;
    private Here here;

    MlflowDatabaseTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() throws IOException {
        artifacts = Files.createDirectories(folder.resolve("old"));
        write("7/" + RUN + "/artifacts/model/weights.bin", "weights");
        write("7/models/" + MODEL + "/artifacts/MLmodel", "flavors: {}");
        here = new Here(kind.current(), folder.resolve("store"));
    }

    @AfterEach
    void close() {
        here.close();
    }

    @Test
    void everythingIsTakenOverAndFoundEqual() {
        Report report = here.take(everything().source(), artifacts);

        assertThat(report.text()).contains("2  runs imported").contains("5  metric points on both sides");
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    @Test
    void experimentsKeepTheirIdsTagsAndStages() {
        here.take(everything().source(), artifacts);

        List<Experiment> experiments = here.stores.tracking().exporting().experiments(Here.CALLER, -1, 10);
        assertThat(experiments)
                .extracting(Experiment::experimentId, Experiment::name, Experiment::lifecycleStage)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("0", "Default", "active"),
                        org.assertj.core.groups.Tuple.tuple("7", "vision", "active"),
                        org.assertj.core.groups.Tuple.tuple("8", "gone", "deleted"));
        assertThat(experiments.get(1).tags()).containsExactly(new Tag("team", "blue"));
        assertThat(experiments.get(1).artifactLocation()).isEqualTo("mlflow-artifacts:/7");
        assertThat(experiments.get(2).artifactLocation()).isEqualTo("s3://bucket/8");
    }

    @Test
    void aRunHasItsPointsTimesInputsAndOutputs() throws IOException {
        here.take(everything().source(), artifacts);

        RunCopy run = here.run(RUN);
        RunInfo info = run.run().info();
        assertThat(info.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(info.startTime()).isEqualTo(10);
        assertThat(info.endTime()).isEqualTo(20);
        assertThat(info.userId()).isEqualTo("ada");
        Points odd = Objects.requireNonNull(run.series().get("odd")).byStep();
        assertThat(odd.value(0)).isEqualTo(Double.MAX_VALUE);
        assertThat(odd.value(1)).isNaN();
        assertThat(run.run().data().metrics())
                .extracting(metric -> metric.key() + "=" + metric.value())
                .containsExactlyInAnyOrder("loss=0.5", "odd=NaN");
        RunInputs inputs = Objects.requireNonNull(run.run().inputs());
        assertThat(inputs.datasetInputs()).hasSize(1);
        assertThat(inputs.modelInputs()).hasSize(1);
        assertThat(Objects.requireNonNull(run.run().outputs()).modelOutputs())
                .containsExactly(new ModelOutput(MODEL, 4L));
        assertThat(here.file(info.artifactUri() + "/model/weights.bin")).isEqualTo("weights");
    }

    @Test
    void aRunInTheTrashStaysThere() {
        here.take(everything().source(), artifacts);

        RunCopy run = here.run(DELETED_RUN);
        assertThat(run.run().info().lifecycleStage()).isEqualTo("deleted");
        assertThat(run.deletedTime()).isEqualTo(99);
        assertThat(run.run().info().runName()).isEqualTo("named by its tag");
        assertThat(run.run().info().artifactUri()).isEqualTo("s3://bucket/8/" + DELETED_RUN + "/artifacts");
    }

    @Test
    void modelsAndVersionsPointToTheFilesThatWereCopied() throws IOException {
        here.take(everything().source(), artifacts);

        LoggedModelCopy model = here.stores
                .tracking()
                .exporting()
                .models(Here.CALLER, List.of(MODEL))
                .getFirst();
        assertThat(model.model().data().metrics().getFirst().value()).isNaN();
        RegisteredModelCopy registered =
                here.stores.registry().exporting().find(Here.CALLER, "reg").orElseThrow();
        assertThat(registered.versions())
                .extracting(version -> version.version().version())
                .containsExactly("1", "2");
        assertThat(registered.lastVersion())
                .as("a deleted number is never given again")
                .isEqualTo(3);
        ModelVersion first = registered.versions().getFirst().version();
        assertThat(first.source()).isEqualTo("models:/" + MODEL);
        assertThat(first.modelId()).isEqualTo(MODEL);
        assertThat(here.file(registered.versions().getFirst().location() + "/MLmodel"))
                .isEqualTo("flavors: {}");
        ModelVersion second = registered.versions().getLast().version();
        assertThat(second.currentStage()).isEqualTo("Production");
        assertThat(second.aliases()).containsExactly("champion");
        assertThat(here.file(second.source() + "/weights.bin")).isEqualTo("weights");
    }

    @Test
    void anImportGivenAgainOnlyTakesWhatIsNew() {
        OldServer old = everything();
        here.take(old.source(), artifacts);
        old.execute(
                "INSERT INTO runs VALUES ('b1', 'late', 'UNKNOWN', '', '', '', 'FAILED', 1, 2, '', 'active', '', 7, NULL)");

        Report report = here.take(old.source(), artifacts);

        assertThat(report.text())
                .contains("1  runs imported")
                .contains("2  runs that were here already")
                .contains("2  artifact files that were here already")
                .doesNotContain("Note: Experiment");
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    @Test
    void whatDiffersOnBothSidesIsToldPartByPart() {
        OldServer old = everything();
        here.take(old.source(), artifacts);
        old.execute(
                "UPDATE metrics SET value = 0.25 WHERE key = 'loss' AND step = 2",
                "UPDATE params SET value = '4'",
                "UPDATE model_versions SET description = 'third' WHERE version = 2",
                "DELETE FROM input_tags");

        Report report = here.take(old.source(), artifacts);

        assertThat(report.isClean()).isFalse();
        assertThat(report.text())
                .contains("Run " + RUN + " differs from the source in: data sets, metric loss, parameters.")
                .contains("Registered model reg differs from the source in: version 2.");
    }

    @Test
    void filesThatDifferAreTold() throws IOException {
        OldServer old = everything();
        here.take(old.source(), artifacts);
        write("7/" + RUN + "/artifacts/model/weights.bin", "WEIGHTS");

        Report report = here.take(old.source(), artifacts);

        assertThat(report.text()).contains("File 'model/weights.bin' of run " + RUN + " has another content here.");
    }

    @Test
    void takenIdsAndNamesAreTold() {
        here.take(everything().source(), artifacts);
        OldServer other = OldServer.with(kind.empty(), "mlflow-3.sql");
        other.execute("INSERT INTO experiments VALUES (7, 'vision', '', 'active', 1, 1, 'default')");

        Report report = here.take(other.source());

        assertThat(report.text()).contains("Experiment 7 'vision' is experiment 9 'vision (imported)' here");
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    @Test
    void anotherWorkspaceIsLeftOutAndTold() {
        Report report = here.take(everything().source(), artifacts);

        assertThat(report.text()).contains("The workspace 'other' of the source is not imported");
        assertThat(here.stores
                        .tracking()
                        .importing()
                        .knownRuns(Here.CALLER, List.of("a0000000000000000000000000000003")))
                .isEmpty();
    }

    @Test
    void aDatabaseOfMlflow2IsRead() {
        OldServer old = OldServer.with(kind.empty(), "mlflow-2.sql");
        old.execute(
                "INSERT INTO experiments VALUES (1, 'old', '/mlruns/1', 'active', NULL, NULL)",
                "INSERT INTO runs VALUES ('r1', 'first', 'LOCAL', 'train.py', '', 'ada', 'FINISHED', 1, 2, '', 'active', '', 1, NULL)",
                "INSERT INTO metrics VALUES ('loss', 0.5, 100, 'r1', 2, FALSE)",
                "INSERT INTO registered_models VALUES ('reg', 1, 2, NULL)",
                "INSERT INTO model_versions VALUES ('reg', 1, 1, 2, NULL, NULL, 'Staging', 's3://bucket/model', 'r1', 'READY', NULL, NULL)");

        Report report = here.take(old.source());

        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(here.run("r1").series()).containsOnlyKeys("loss");
    }

    @Test
    void aDatabaseOfMlflow1IsRefusedWithWhatToDo() {
        OldServer old = OldServer.with(kind.empty(), "mlflow-2.sql");
        old.execute("UPDATE alembic_version SET version_num = 'bd07f7e963c5'");

        assertThatThrownBy(() -> here.take(old.source()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mlflow db upgrade");
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() {
        OldServer other = OldServer.with(kind.empty(), "mlflow-2.sql");
        other.execute("DROP TABLE alembic_version");

        assertThatThrownBy(() -> here.take(other.source()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an MLflow database");
    }

    @Test
    void aRunThatCannotBeStoredIsToldAndKeepsNoOtherOut() {
        OldServer old = everything();
        old.execute(
                "INSERT INTO runs VALUES ('../../etc', 'bad', 'UNKNOWN', '', '', '', 'FAILED', 1, 2, '', 'active', '', 7, NULL)");

        Report report = here.take(old.source(), artifacts);

        assertThat(report.isClean()).isFalse();
        assertThat(report.text())
                .contains("run ../../etc was not stored: Invalid run id")
                .contains("2  runs imported");
    }

    @Test
    void whatCannotBeReadIsToldAndKeepsNothingElseOut() {
        OldServer old = everything();
        old.execute(
                "INSERT INTO runs VALUES ('b1', 'odd', 'UNKNOWN', '', '', '', 'DREAMING', 1, 2, '', 'active', '', 7, NULL)",
                "INSERT INTO runs VALUES ('b2', 'late', 'UNKNOWN', '', '', '', 'FAILED', 1, 2, '', 'active', '', 7, NULL)",
                "INSERT INTO datasets VALUES ('d-2', 7, '', 'd2', 'local', '{}', NULL, NULL)",
                "INSERT INTO inputs VALUES ('i-9', 'DATASET', 'd-2', 'RUN', '" + DELETED_RUN + "', 0)",
                "INSERT INTO logged_models VALUES ('m-2', 7, 'net', '', 50, 60, 99, 'active', '', NULL, NULL)",
                "UPDATE evaluation_dataset_records SET inputs = '[1]'",
                "UPDATE label_schemas SET type = 'riddle'");

        Report report = here.take(old.source(), artifacts);

        assertThat(report.text())
                .contains("2  runs imported")
                .contains("Run b1 of the source cannot be read, and is left out: its status 'DREAMING' is unknown")
                .contains("Run " + DELETED_RUN + " of the source cannot be read, and is left out: ")
                .contains("Logged model m-2 of the source cannot be read")
                .contains("Evaluation data set d-1 of the source cannot be read")
                .contains("Label schema ls-1 of the source cannot be read")
                .contains("1  logged models imported")
                .contains("1  registered models imported")
                .contains("1  scorers imported");
        assertThat(report.isClean()).isFalse();
        assertThat(here.run("b2").run().info().status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void whatAReaderDoesNotSeeIsMissed() {
        OldServer old = everything();
        old.execute(
                "DELETE FROM datasets",
                "UPDATE model_versions SET current_stage = NULL WHERE version = 1",
                "INSERT INTO tags VALUES ('of another workspace', 'x', 'a0000000000000000000000000000003')");

        Report report = here.take(old.source(), artifacts);

        assertThat(report.text())
                .contains("The source has 3 inputs and outputs, of which 2 could be read.")
                .contains("The source has 2 model versions, of which 1 could be read.")
                .doesNotContain("of which 0")
                .doesNotContain("tags, of which");
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void anExperimentThatIsRefusedIsToldWithWhatIsInIt() {
        OldServer old = everything();
        old.execute("UPDATE experiments SET lifecycle_stage = 'pickled' WHERE experiment_id = 7");

        Report report = here.take(old.source(), artifacts);

        assertThat(report.isClean()).isFalse();
        assertThat(report.text())
                .contains("Experiment 7 'vision' was not stored, nor is what is in it: Unknown lifecycle stage")
                .contains("run " + RUN + " was not stored: its experiment 7 was not stored")
                .contains("The evaluation data set d-1 was stored without its link to experiment 7, which was not")
                .contains("1  runs imported");
    }

    @Test
    void whatIsHereOfAnExperimentThatIsRefusedIsTold() {
        here.take(everything().source(), artifacts);
        OldServer copy = everything();
        copy.execute("UPDATE experiments SET lifecycle_stage = 'pickled' WHERE experiment_id = 7");

        Report report = here.take(copy.source(), artifacts);

        assertThat(report.text())
                .contains("Run " + RUN
                        + " is in experiment 7 here; experiment 7 of the source, which is its own, was not stored.");
    }

    @Test
    void foldersThatWereNotNamedAreNotRead() throws IOException {
        OldServer old = everything();
        old.execute("UPDATE runs SET artifact_uri = '/etc' WHERE run_uuid = '" + RUN + "'");

        Report report = here.take(old.source(), artifacts);

        assertThat(report.text()).contains("run " + RUN).contains("add --artifacts-from '/etc'");
        assertThat(stored()).noneMatch(path -> path.contains("passwd"));
    }

    @Test
    void pathsThatClimbOutOfANamedFolderAreNotRead() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(artifacts.resolve("7/link"), folder);
        OldServer old = everything();

        for (String place : List.of(artifacts + "/..", artifacts + "/7/link", "file://" + artifacts + "/7/../..")) {
            old.execute("UPDATE runs SET artifact_uri = '%s' WHERE run_uuid = '%s'".formatted(place, RUN));

            Report report = here.take(old.source(), artifacts);

            assertThat(report.isClean()).as(place).isFalse();
            assertThat(stored()).as(place).noneMatch(path -> path.contains("secret"));
        }
    }

    @Test
    void linksInsideAFolderAreNotFollowed() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(artifacts.resolve("7/" + RUN + "/artifacts/secret.txt"), folder.resolve("secret.txt"));

        Report report = here.take(everything().source(), artifacts);

        assertThat(report.text()).contains("'secret.txt' is a link or no file, and is left out.");
        assertThat(stored()).noneMatch(path -> path.contains("secret"));
    }

    @Test
    void filesBelowThisServersFolderCanBeReferredToInstead() throws IOException {
        Path store = folder.resolve("store");
        Files.createDirectories(store.resolve("7/" + RUN + "/artifacts"));
        Files.writeString(store.resolve("7/" + RUN + "/artifacts/a.txt"), "kept");
        OldServer old = OldServer.withEverything(kind.empty(), store.toString());

        Report report = here.take(old.source(), false);

        assertThat(report.isClean()).as(report.text()).isTrue();
        String uri = here.run(RUN).run().info().artifactUri();
        assertThat(uri).isEqualTo("mlflow-artifacts:/7/" + RUN + "/artifacts");
        assertThat(here.file(uri + "/a.txt")).isEqualTo("kept");
    }

    @Test
    void otherFoldersCannotBeReferredTo() {
        Report report = here.take(everything().source(), false, artifacts);

        assertThat(report.isClean()).isFalse();
        assertThat(report.text()).contains("Import with --artifacts copy.");
    }

    @Test
    void placesThatThisServerCannotReferToAreTold() {
        for (String place : List.of("sftp://old/7/files", "s3://bucket/my%20files", "s3://bucket/a..b/7")) {
            OldServer old = everything();
            old.execute("UPDATE runs SET artifact_uri = '%s' WHERE run_uuid = '%s'".formatted(place, RUN));

            Report report = here.take(old.source(), artifacts);

            assertThat(report.isClean()).as(place).isFalse();
            assertThat(report.text())
                    .contains("keeps its artifacts at '" + place + "'")
                    .contains("--artifacts-from");
        }
    }

    @Test
    void anExperimentWhoseFolderIsMissingIsTold() {
        OldServer old = everything();
        old.execute(
                "INSERT INTO experiments VALUES (20, 'moved', '/not/here/20', 'active', 1, 1, 'default')",
                "INSERT INTO experiments VALUES (21, 'empty', '/not/here/21', 'active', 1, 1, 'default')",
                "INSERT INTO runs VALUES ('b1', 'x', 'UNKNOWN', '', '', '', 'FAILED', 1, 2, '', 'active', '/not/here/20/b1/artifacts', 20, NULL)",
                "INSERT INTO runs VALUES ('b2', 'no files', 'UNKNOWN', '', '', '', 'FAILED', 1, 2, '', 'active', '"
                        + artifacts + "/7/b2/artifacts', 7, NULL)");

        Report report = here.take(old.source(), artifacts);

        assertThat(report.text())
                .contains("The folders of 1 experiments are not here, so that no artifact of them was copied: "
                        + "20 'moved' (/not/here/20).");
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    @Test
    void modelsWhoseFilesAreMissingAreAProblem() throws IOException {
        OldServer old = everything();
        old.execute("INSERT INTO tags VALUES ('mlflow.log-model.history', '[]', '" + RUN + "')");
        Files.move(artifacts.resolve("7"), folder.resolve("elsewhere"));

        Report report = here.take(old.source(), artifacts);

        assertThat(report.isClean()).isFalse();
        assertThat(report.text())
                .contains("2 runs or models of experiment 7 logged a model, and their folders are not here, such as '"
                        + artifacts + "/7/" + RUN + "/artifacts' of run " + RUN);
    }

    @Test
    void theStoreOfTheOldServerIsAskedForOnce() {
        OldServer old = everything();
        old.execute("UPDATE runs SET artifact_uri = 'mlflow-artifacts:/7/' || run_uuid || '/artifacts'");

        Report report = here.take(old.source(), artifacts);

        assertThat(report.isClean()).isFalse();
        assertThat(report.text())
                .containsOnlyOnce("PROBLEM")
                .contains("2 runs, models or traces keep their artifacts in the store of the old server")
                .contains("--mlflow-artifacts FOLDER");
    }

    private OldServer everything() {
        return OldServer.withEverything(kind.empty(), artifacts.toString());
    }

    private void write(String path, String text) throws IOException {
        Path file = artifacts.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> stored() throws IOException {
        try (var paths = Files.walk(here.files)) {
            return paths.map(Path::toString).collect(Collectors.toList());
        }
    }
}
