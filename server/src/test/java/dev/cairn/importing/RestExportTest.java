package dev.cairn.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.TestDatabase;
import dev.cairn.importing.transfer.Fingerprint;
import dev.cairn.importing.transfer.Report;
import dev.cairn.protocol.evaluation.Scorer;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.ModelInput;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.traces.TraceCopy;
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

/// Everything sent to a server over its REST API, which is a running Cairn here.
final class RestExportTest {
    private static final String MODEL = "m-00000000000000000000000000000001";
    private static final String RUN = "a0000000000000000000000000000001";
    private static final String TRACE = "tr-0000000000000000000000000000000a";

    private final RunningServer server = new RunningServer();

    @TempDir
    private Path folder;

    private OldServer old;
    private Path artifacts;
    private Here here;
    private Here there;

    @BeforeEach
    void open() throws IOException {
        artifacts = folder.resolve("old");
        Path file = artifacts.resolve("7/" + RUN + "/artifacts/model/weights.bin");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "weights");
        here = new Here(TestDatabase.copy(folder.resolve("here/cairn.db")), folder.resolve("store"));
        old = OldServer.withEverything(new DatabaseUrl.Sqlite(folder.resolve("mlflow.db")), artifacts);
        here.take(old.source(), artifacts);
        server.start();
        there = new Here(new DatabaseUrl.Sqlite(server.data().resolve("cairn.db")), server.artifacts());
    }

    @AfterEach
    void close() throws IOException {
        here.close();
        there.close();
        server.stop();
    }

    private Report send() throws IOException {
        return here.send("http://127.0.0.1:" + server.port());
    }

    private String experiment() {
        return there.stores.tracking().exporting().experiments(Here.CALLER, -1, 100).stream()
                .filter(it -> it.name().equals("vision"))
                .map(Experiment::experimentId)
                .findFirst()
                .orElseThrow();
    }

    private RunCopy run() {
        String id = there.stores
                .tracking()
                .exporting()
                .runIds(Here.CALLER, experiment(), "", 10)
                .getFirst();
        return there.run(id);
    }

    private List<RunCopy> runs() {
        var exporting = there.stores.tracking().exporting();
        return exporting.runs(Here.CALLER, exporting.runIds(Here.CALLER, experiment(), "", 10));
    }

    private List<String> models(String stage) {
        var exporting = there.stores.tracking().exporting();
        return exporting.models(Here.CALLER, exporting.modelIds(Here.CALLER, experiment(), "", 10)).stream()
                .filter(copy -> copy.lifecycleStage().equals(stage))
                .map(copy -> copy.model().info().modelId())
                .toList();
    }

    private TraceCopy trace(Here server) {
        return server.stores
                .traces()
                .exporting()
                .traces(Here.CALLER, List.of(TRACE))
                .getFirst();
    }

    @Test
    void aRunIsMadeWithItsPointsTagsAndFiles() throws IOException {
        Report report = send();

        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(report.text()).contains("2  runs exported").contains("2  artifact files exported");
        RunCopy run = run();
        assertThat(Fingerprint.of(run).differences(Fingerprint.of(here.run(RUN))))
                .as("a metric of a logged model is one of the run that it came of as well")
                .containsExactlyInAnyOrder("tags", "models", "metric acc");
        assertThat(run.run().data().tags())
                .anySatisfy(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("cairn.run_id=" + RUN));
        assertThat(there.file(run.run().info().artifactUri() + "/model/weights.bin"))
                .isEqualTo("weights");
        assertThat(there.stores.registry().exporting().names(Here.CALLER, "", 10))
                .containsExactly("reg");
    }

    @Test
    void aTraceIsMadeWithItsSpansAssessmentsAndLinks() throws IOException {
        Report report = send();

        assertThat(report.text()).contains("2  traces exported");
        TraceCopy sent = trace(here);
        TraceCopy made = trace(there);
        assertThat(made.experimentId()).isEqualTo(experiment());
        assertThat(made.spans()).containsExactlyElementsOf(sent.spans());
        assertThat(made.info().requestTime()).isEqualTo(sent.info().requestTime());
        assertThat(made.info().executionDuration()).isEqualTo(sent.info().executionDuration());
        assertThat(made.info().tags()).containsEntry("tier", "gold").containsEntry("cairn.exported", "true");
        assertThat(made.info().traceMetadata()).containsAllEntriesOf(sent.info().traceMetadata());
        assertThat(made.runs()).containsExactly(run().run().info().runId());
        assertThat(made.prompts()).isEqualTo(sent.prompts());
        assertThat(made.info().assessments())
                .extracting(it -> it.assessmentId() + " " + it.valid() + " " + it.createTime())
                .containsExactlyElementsOf(sent.info().assessments().stream()
                        .map(it -> it.assessmentId() + " " + it.valid() + " " + it.createTime())
                        .toList());
    }

    @Test
    void whatRefersToSomethingElseRefersToTheIdsThere() throws IOException {
        send();

        String issue = there.stores
                .evaluation()
                .exporting()
                .issueIds(Here.CALLER, experiment())
                .getFirst();
        List<Assessment> assessments = trace(there).info().assessments();
        assertThat(assessments.get(3).assessmentName()).isEqualTo(issue).isNotEqualTo("iss-1");
        assertThat(assessments.getFirst().metadata())
                .containsEntry(
                        "mlflow.assessment.sourceRunId", run().run().info().runId());
        var reviews = there.stores.review().exporting();
        var queue = reviews.queue(
                        Here.CALLER,
                        reviews.queueIds(Here.CALLER, experiment(), 0).getFirst())
                .orElseThrow();
        assertThat(queue.queue().schemaIds()).isEqualTo(reviews.schemaIds(Here.CALLER, experiment(), 0));
        assertThat(queue.items()).hasSize(2);
    }

    @Test
    void dataSetsAndScorersAreMadeWithTheirContent() throws IOException {
        send();

        var evaluation = there.stores.evaluation().exporting();
        var dataset = evaluation
                .dataset(Here.CALLER, evaluation.datasetIds(Here.CALLER, "", 10).getFirst())
                .orElseThrow();
        assertThat(dataset.dataset().experimentIds()).containsExactly(experiment());
        assertThat(dataset.records())
                .extracting(record -> record.inputs() + Objects.requireNonNullElse(record.expectations(), ""))
                .containsExactlyInAnyOrder("{\"q\":\"a\",\"n\":1}{\"e\":\"x\"}", "{\"q\":\"b\"}");
        var scorer = evaluation
                .scorer(
                        Here.CALLER,
                        evaluation.scorerIds(Here.CALLER, experiment()).getFirst())
                .orElseThrow();
        assertThat(scorer.versions())
                .extracting(Scorer::serializedScorer)
                .containsExactly("{\"name\": \"exact\", \"v\": 1}", "{\"name\": \"exact\", \"v\": 3}");
    }

    @Test
    void modelsThatARunReadAreLinkedAndThoseThatAreNotHereAreTold() throws IOException {
        old.execute(
                "INSERT INTO inputs VALUES ('i-7', 'RUN_INPUT', 'b1', 'MODEL_INPUT', '" + MODEL + "', 0)",
                "INSERT INTO runs VALUES ('b1', '', 'UNKNOWN', '', '', '', 'FAILED', 1, 2, '', 'active', '', 7, NULL)");
        here.take(old.source(), artifacts);

        Report report = send();

        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(report.text())
                .contains("Run " + RUN + " is not linked there to logged model m-00000000000000000000000000000009")
                .contains("Run b1 has no name; the server called it '");
        assertThat(runs())
                .filteredOn(run -> run.run().data().tags().contains(new Tag("cairn.run_id", "b1")))
                .singleElement()
                .satisfies(run -> assertThat(
                                Objects.requireNonNull(run.run().inputs()).modelInputs())
                        .containsExactly(new ModelInput(models("active").getFirst())));
    }

    @Test
    void aLoggedModelInTheTrashIsMadeThereOnceAndIsInTheTrash() throws IOException {
        old.execute("UPDATE logged_models SET lifecycle_stage = 'deleted'");
        try (Here fresh = new Here(TestDatabase.copy(folder.resolve("fresh/cairn.db")), folder.resolve("files"))) {
            fresh.take(old.source(), artifacts);

            Report report = fresh.send("http://127.0.0.1:" + server.port());

            assertThat(report.isClean()).as(report.text()).isTrue();
            assertThat(models("active")).isEmpty();
            assertThat(models("deleted")).hasSize(1);
            assertThat(Objects.requireNonNull(run().run().outputs()).modelOutputs())
                    .containsExactly(new ModelOutput(models("deleted").getFirst(), 4L));

            Report again = fresh.send("http://127.0.0.1:" + server.port());

            assertThat(again.isClean()).as(again.text()).isTrue();
            assertThat(again.text()).contains("1  logged models that were there already");
            assertThat(models("deleted")).hasSize(1);
        }
    }

    @Test
    void numbersOfDeletedVersionsAreNotGivenAgain() throws IOException {
        send();

        assertThat(server.post("model-versions/create", "{\"name\": \"reg\", \"source\": \"s3://bucket/new\"}")
                        .json()
                        .at("/model_version/version")
                        .asString())
                .isEqualTo("4");
    }

    @Test
    void aVersionThatWasMadeOfAnotherOneIsMadeOfItThereToo() throws IOException {
        String place = artifacts + "/7/models/" + MODEL + "/artifacts";
        old.execute(
                "INSERT INTO registered_models VALUES ('copies', 70, 80, '', 'default')",
                "INSERT INTO model_versions VALUES ('copies', 1, 71, 72, '', '', 'None', 'models:/reg/1', '%s', 'READY', NULL, '', '%s', 'default')"
                        .formatted(RUN, place),
                "INSERT INTO model_versions VALUES ('copies', 2, 71, 72, '', '', 'None', 'models:/copies/1', '%s', 'READY', NULL, '', '%s', 'default')"
                        .formatted(RUN, place));
        here.take(old.source(), artifacts);

        Report report = send();

        assertThat(report.isClean()).as(report.text()).isTrue();
        var copies =
                there.stores.registry().exporting().find(Here.CALLER, "copies").orElseThrow();
        assertThat(copies.versions())
                .extracting(it -> it.version().source())
                .containsExactly(
                        "mlflow-artifacts:/%s/models/%s/artifacts"
                                .formatted(experiment(), models("active").getFirst()),
                        "models:/copies/1");
    }

    @Test
    void givenAgainItMakesNothingTwice() throws IOException {
        send();

        Report again = send();

        assertThat(again.isClean()).as(again.text()).isTrue();
        assertThat(again.text())
                .contains("2  runs that were there already")
                .contains("2  traces that were there already")
                .contains("1  issues that were there already")
                .contains("1  review queues that were there already")
                .doesNotContain("exported");
    }

    @Test
    void aTraceThatIsNotWholeIsMadeAgain() throws IOException {
        send();
        server.send(Request.json(
                "PATCH",
                "/api/3.0/mlflow/traces/" + TRACE + "/tags",
                "{\"key\": \"cairn.exported\", \"value\": \"false\"}"));
        server.send(Request.of("DELETE", "/api/3.0/mlflow/traces/" + TRACE + "/assessments/a-3"));

        Report again = send();

        assertThat(again.text()).contains("1  traces exported").contains("1  traces that were there already");
        assertThat(trace(there).info().assessments()).hasSize(4);
    }

    @Test
    void aTraceOfSomeoneElseIsLeftAsItIs() throws IOException {
        send();
        server.send(Request.json(
                "DELETE",
                "/api/3.0/mlflow/traces/" + TRACE + "/tags?key=cairn.exported",
                "{\"key\": \"cairn.exported\"}"));
        server.send(Request.of("DELETE", "/api/3.0/mlflow/traces/" + TRACE + "/assessments/a-3"));

        Report again = send();

        assertThat(again.text()).contains("The trace " + TRACE + " is there already, from somewhere else");
        assertThat(trace(there).info().assessments()).hasSize(3);
    }

    @Test
    void aLoggedModelThatIsNotWholeIsMadeAgain() throws IOException {
        send();
        var exporting = there.stores.tracking().exporting();
        String model = exporting.modelIds(Here.CALLER, experiment(), "", 10).getFirst();
        server.send(Request.of("DELETE", "/api/2.0/mlflow/logged-models/" + model + "/tags/cairn.exported"));

        Report again = send();

        assertThat(again.text()).contains("1  logged models exported");
        assertThat(exporting.models(Here.CALLER, exporting.modelIds(Here.CALLER, experiment(), "", 10)))
                .filteredOn(copy -> copy.lifecycleStage().equals("active"))
                .singleElement()
                .satisfies(copy -> assertThat(copy.model().info().modelId()).isNotEqualTo(model));
    }

    @Test
    void aRegisteredModelThatWasCutOffGetsTheVersionsThatItLacks() throws IOException {
        server.post(
                "registered-models/create",
                "{\"name\": \"reg\", \"tags\": [{\"key\": \"cairn.exported\", \"value\": \"false\"}]}");
        server.post("model-versions/create", "{\"name\": \"reg\", \"source\": \"s3://bucket/made/before\"}");

        Report report = send();

        assertThat(report.text()).contains("1  registered models exported");
        var model = there.stores.registry().exporting().find(Here.CALLER, "reg").orElseThrow();
        assertThat(model.versions()).hasSize(2);
        assertThat(model.versions().getFirst().version().source()).isEqualTo("s3://bucket/made/before");
        assertThat(model.model().aliases()).hasSize(1);
        assertThat(send().text())
                .contains("1  registered models that were there already")
                .doesNotContain("is left as it is");
    }

    @Test
    void aRegisteredModelOfSomeoneElseIsLeftAsItIs() throws IOException {
        server.post("registered-models/create", "{\"name\": \"reg\"}");

        Report report = send();

        assertThat(report.text()).contains("The registered model 'reg' is there already, and is left as it is.");
        assertThat(there.stores
                        .registry()
                        .exporting()
                        .find(Here.CALLER, "reg")
                        .orElseThrow()
                        .versions())
                .isEmpty();
    }
}
