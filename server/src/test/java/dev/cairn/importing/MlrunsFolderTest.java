package dev.cairn.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.db.TestDatabase;
import dev.cairn.importing.transfer.Report;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.traces.TraceCopy;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.RunCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders of MLflow without a database.
final class MlrunsFolderTest {
    private static final String RUN = "a0000000000000000000000000000001";
    private static final String MODEL = "m-00000000000000000000000000000001";

    @TempDir
    private Path folder;

    private Path mlruns;
    private Here here;

    @BeforeEach
    void open() throws IOException {
        mlruns = folder.resolve("mlruns");
        write("0/meta.yaml", "artifact_location: file:///elsewhere/mlruns/0\nexperiment_id: '0'\nname: Default\n");
        write(
                "7/meta.yaml",
                "artifact_location: %s/7\ncreation_time: 1000\nexperiment_id: '7'\nlast_update_time: 2000\nlifecycle_stage: active\nname: vision\n"
                        .formatted(mlruns));
        write("7/tags/team", "blue");
        write("7/" + RUN + "/meta.yaml", """
                artifact_uri: %s/7/%s/artifacts
                end_time: 20
                experiment_id: '7'
                lifecycle_stage: active
                run_id: %2$s
                run_name: 1e5
                start_time: 10
                status: 3
                tags: []
                user_id: ada
                """.formatted(mlruns, RUN));
        write("7/" + RUN + "/params/sub/depth", "3");
        write("7/" + RUN + "/tags/note", "two\nlines");
        write("7/" + RUN + "/metrics/train/loss", "100 0.5 2\n90 nan 1\n95 -inf 3\n");
        write("7/" + RUN + "/metrics/old", "100 0.5\n");
        write("7/" + RUN + "/artifacts/model/weights.bin", "weights");
        write(
                "7/datasets/d1/meta.yaml",
                "digest: x\nname: iris\nprofile: null\nschema: null\nsource: '{}'\nsource_type: local\n");
        write(
                "7/" + RUN + "/inputs/i1/meta.yaml",
                "destination_id: r\ndestination_type: RUN\nsource_id: d1\nsource_type: DATASET\ntags:\n  mlflow.data.context: train\n");
        write("7/" + RUN + "/outputs/" + MODEL + "/meta.yaml", "destination_id: " + MODEL + "\nstep: 4\n");
        write(
                "7/models/" + MODEL + "/meta.yaml",
                "artifact_location: %s/7/models/%s/artifacts\ncreation_timestamp: 50\nlast_updated_timestamp: 60\nmodel_id: %2$s\nname: net\nsource_run_id: %s\nstatus: 2\n"
                        .formatted(mlruns, MODEL, RUN));
        write("7/models/" + MODEL + "/artifacts/MLmodel", "flavors: {}");
        write("7/models/" + MODEL + "/metrics/acc", "100 0.5 2 " + RUN + "\n");
        write("models/reg/meta.yaml", "creation_timestamp: 70\nlast_updated_timestamp: 80\nname: reg\n");
        write("models/reg/aliases/champion", "1");
        write(
                "models/reg/version-1/meta.yaml",
                "creation_timestamp: 71\ncurrent_stage: Production\nlast_updated_timestamp: 72\nname: reg\nrun_id: %s\nsource: %s/7/%1$s/artifacts/model\nstatus: READY\nversion: '1'\n"
                        .formatted(RUN, mlruns));
        write(".trash/8/meta.yaml", "experiment_id: '8'\nlifecycle_stage: deleted\nname: gone\n");
        here = new Here(TestDatabase.copy(folder.resolve("cairn.db")), folder.resolve("store"));
    }

    @AfterEach
    void close() {
        here.close();
    }

    @Test
    void everythingIsTakenOverAndFoundEqual() throws IOException {
        Report report = here.take(mlruns.toString());

        assertThat(report.isClean()).as(report.text()).isTrue();
        RunCopy run = here.run(RUN);
        assertThat(run.run().info().runName()).isEqualTo("1e5");
        assertThat(run.run().info().status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.run().data().params()).containsExactly(new Tag("sub/depth", "3"));
        assertThat(run.run().data().tags()).containsExactly(new Tag("note", "two\nlines"));
        assertThat(run.series()).containsOnlyKeys("old", "train/loss");
        assertThat(Objects.requireNonNull(run.series().get("train/loss")).size())
                .isEqualTo(3);
        assertThat(Objects.requireNonNull(run.run().inputs()).datasetInputs()).hasSize(1);
        assertThat(here.file(run.run().info().artifactUri() + "/model/weights.bin"))
                .isEqualTo("weights");
    }

    @Test
    void modelsAndTheRegistryAreTakenOver() throws IOException {
        here.take(mlruns.toString());

        LoggedModelCopy model = here.stores
                .tracking()
                .exporting()
                .models(Here.CALLER, List.of(MODEL))
                .getFirst();
        assertThat(model.model().info().sourceRunId()).isEqualTo(RUN);
        assertThat(model.model().data().metrics()).hasSize(1);
        RegisteredModelCopy registered =
                here.stores.registry().exporting().find(Here.CALLER, "reg").orElseThrow();
        assertThat(registered.model().aliases()).hasSize(1);
        assertThat(here.file(registered.versions().getFirst().version().source() + "/weights.bin"))
                .isEqualTo("weights");
    }

    @Test
    void aFolderThatWasMovedStillHasItsFiles() throws IOException {
        Path moved = folder.resolve("moved/mlruns");
        Files.createDirectories(moved.getParent());
        Files.move(mlruns, moved);

        Report report = here.take(moved.toString());

        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(here.file(here.run(RUN).run().info().artifactUri() + "/model/weights.bin"))
                .isEqualTo("weights");
    }

    @Test
    void whatCannotBeReadIsToldAndKeepsNothingElseOut() throws IOException {
        write("7/b1/meta.yaml", "status: [1\n");
        write("7/b2/meta.yaml", "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://localhost/\"]]\n");
        write("7/b3/meta.yaml", "status: 3\n");
        write("7/b3/metrics/loss", "now 1.0 0\n");
        write("7/b4/meta.yaml", bomb());

        Report report = here.take(mlruns.toString());

        assertThat(report.text())
                .contains("7/b1 cannot be read")
                .contains("7/b2 cannot be read")
                .contains("7/b3 cannot be read")
                .contains("line 1 is malformed: now 1.0 0")
                .contains("7/b4 cannot be read")
                .contains("1  runs imported");
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(mlruns.resolve("7/" + RUN + "/params/stolen"), secret);
        Files.createSymbolicLink(mlruns.resolve("7/" + RUN + "/artifacts/stolen"), secret);

        Report report = here.take(mlruns.toString());

        assertThat(here.run(RUN).run().data().params()).extracting(Tag::key).containsExactly("sub/depth");
        assertThat(report.text()).contains("'stolen' is a link or no file");
    }

    @Test
    void anotherFolderIsRefused() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));

        assertThatThrownBy(() -> here.take(other.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a folder mlruns");
    }

    /// Ten lists of ten lists, ten times over.
    private static String bomb() {
        StringBuilder yaml = new StringBuilder("l0: &l0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            yaml.append("l%d: &l%1$d [*l%d, *l%2$d, *l%2$d, *l%2$d]\n".formatted(i, i - 1));
        }
        return yaml.toString();
    }

    @Test
    void aTraceComesWithItsSpansAndAssessmentsWhereverTheFolderWas() throws IOException {
        String trace = "7/traces/tr-0000000000000000000000000000000a/";
        write(trace + "trace_info.yaml", """
                client_request_id: req-1
                execution_duration_ms: 48
                request_preview: '{"q": 1}'
                request_time: '2026-11-26T14:43:01.252Z'
                state: OK
                trace_id: tr-0000000000000000000000000000000a
                """);
        write(trace + "request_metadata/mlflow.trace.session", "s-1");
        write(
                trace + "tags/mlflow.artifactLocation",
                "/elsewhere/traces/tr-0000000000000000000000000000000a/artifacts");
        write(trace + "assessments/a-1.yaml", """
                assessment_id: a-1
                assessment_name: good
                create_time: '2026-11-26T14:43:02.336Z'
                feedback:
                  value: 0.5
                last_update_time: '2026-11-26T14:43:02.336Z'
                source:
                  source_id: '12'
                  source_type: HUMAN
                valid: false
                """);
        write(
                trace + "artifacts/traces.json",
                "{\"spans\": [{\"trace_id\": \"AAAAAAAAAAAAAAAAAAAACg==\", \"span_id\": \"AAAAAAAAAAE=\", \"name\": \"root\", \"start_time_unix_nano\": 1, \"status\": {\"code\": \"OK\"}, \"attributes\": {\"k\": \"\\\"v\\\"\"}}]}");

        Report report = here.take(mlruns.toString());

        assertThat(report.isClean()).as(report.text()).isTrue();
        TraceCopy copy = here.stores
                .traces()
                .exporting()
                .traces(Here.CALLER, List.of("tr-0000000000000000000000000000000a"))
                .getFirst();
        assertThat(copy.info().requestTime()).isEqualTo("2026-11-26T14:43:01.252Z");
        assertThat(copy.info().executionDuration()).isEqualTo("0.048s");
        assertThat(copy.info().traceMetadata()).containsEntry("mlflow.trace.session", "s-1");
        assertThat(copy.spans()).singleElement().asString().contains("\"string_value\":\"v\"");
        Assessment assessment = copy.info().assessments().getFirst();
        assertThat(assessment.valid()).isFalse();
        assertThat(Objects.requireNonNull(assessment.source()).sourceId()).isEqualTo("12");
        assertThat(Objects.requireNonNull(assessment.feedback()).value()).hasToString("0.5");
    }

    private void write(String path, String text) throws IOException {
        Path file = mlruns.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
