package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.CreateExperiment;
import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.Dataset;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.LogInputs;
import dev.cairn.protocol.tracking.LogOutputs;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.ModelInput;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.RestoreExperiment;
import dev.cairn.protocol.tracking.RunData;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.series.Points;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What one server gives whole, another one takes as it was.
@OnEachDatabase
final class CopiesTest {
    private static final String SOURCE = "sqlite:////old/mlflow.db";

    private final Tracker here;
    private final Database empty;
    private final Tracker there;

    CopiesTest(TestDatabase kind) {
        here = new Tracker(kind);
        empty = kind.fresh();
        there = new Tracker(empty);
    }

    @AfterEach
    void close() {
        empty.close();
    }

    @Test
    void aRunIsTakenWithEverythingThatItHas() {
        String run = loggedRun();
        here.runs.delete(here.caller, new DeleteRun(run));
        RunCopy given = here.exporting.runs(here.caller, List.of(run)).getFirst();

        take(given);

        RunCopy taken = there.exporting.runs(there.caller, List.of(run)).getFirst();
        assertThat(taken.run()).isEqualTo(given.run());
        assertThat(texts(taken.series())).isEqualTo(texts(given.series()));
        assertThat(taken.deletedTime()).isEqualTo(given.deletedTime()).isNotNull();
        assertThat(there.importing.knownRuns(there.caller, List.of(run, "other")))
                .containsExactly(run);
    }

    @Test
    void pointsAreLoggedOnAsIfTheyHadBeenLoggedHere() {
        String run = loggedRun();
        take(here.exporting.runs(here.caller, List.of(run)).getFirst());

        for (Tracker tracker : List.of(here, there)) {
            tracker.log(run, Tracker.point("long", 7, 9_000, 900), Tracker.point("one", 2, 9_000, 900));
        }

        for (String key : List.of("long", "one", "odd")) {
            assertThat(there.history(run, key)).isEqualTo(here.history(run, key));
        }
        RunData taken = there.get(run).data();
        RunData given = here.get(run).data();
        assertThat(taken.metrics()).containsExactlyInAnyOrderElementsOf(given.metrics());
        assertThat(taken.params()).containsExactlyInAnyOrderElementsOf(given.params());
        assertThat(taken.tags()).containsExactlyInAnyOrderElementsOf(given.tags());
    }

    @Test
    void someRunsAreTakenAllOrNone() {
        String run = loggedRun();
        RunCopy copy = here.exporting.runs(here.caller, List.of(run)).getFirst();
        there.importing.addExperiment(there.caller, SOURCE, experimentOf(copy));

        assertThatThrownBy(() -> there.importing.addRuns(there.caller, List.of(copy, copy)))
                .isInstanceOf(RuntimeException.class);

        assertThat(there.importing.knownRuns(there.caller, List.of(run))).isEmpty();
    }

    @Test
    void aLoggedModelIsTakenWithEverythingThatItHas() {
        String experiment = here.experiment();
        String run = here.run(experiment);
        String model = here.models
                .create(
                        here.caller,
                        new CreateLoggedModel(
                                experiment,
                                "net",
                                "agent",
                                run,
                                List.of(new Tag("depth", "3")),
                                List.of(new Tag("stage", "try"))))
                .model()
                .info()
                .modelId();
        here.log(run, new Metric("acc", Double.NaN, 5L, 2L, "data", "digest", model, null));
        RunCopy owner = here.exporting.runs(here.caller, List.of(run)).getFirst();
        LoggedModelCopy given =
                here.exporting.models(here.caller, List.of(model)).getFirst();

        take(owner);
        there.importing.addModels(there.caller, List.of(given));

        assertThat(there.exporting.models(there.caller, List.of(model))).containsExactly(given);
        assertThat(given.model().data().metrics()).hasSize(1);
        assertThat(there.importing.knownModels(there.caller, List.of(model))).containsExactly(model);
        assertThat(there.exporting.modelIds(there.caller, experiment, "", 10)).containsExactly(model);
    }

    @Test
    void experimentsKeepFreeIdsAndNamesAndGetOthersForTakenOnes() {
        String taken = there.experiments
                .create(there.caller, new CreateExperiment("vision", null, List.of()))
                .experimentId();

        Experiment free = there.importing
                .addExperiment(there.caller, SOURCE, experiment("4711", "speech"))
                .here();
        Experiment other = there.importing
                .addExperiment(there.caller, SOURCE, experiment(taken, "vision"))
                .here();

        assertThat(free.experimentId()).isEqualTo("4711");
        assertThat(free.artifactLocation())
                .isEqualTo("mlflow-artifacts:/workspaces/%s/4711"
                        .formatted(there.caller.workspace().name()));
        assertThat(other.experimentId()).isNotEqualTo(taken);
        assertThat(other.name()).isEqualTo("vision (imported)");
        assertThat(Long.parseLong(there.experiment())).isGreaterThan(4711);
    }

    @Test
    void anExperimentIsTakenOnceFromEachSource() {
        Experiment first = there.importing
                .addExperiment(there.caller, SOURCE, experiment("12", "speech"))
                .here();
        Experiment again = there.importing
                .addExperiment(there.caller, SOURCE, experiment("12", "speech"))
                .here();
        Experiment other = there.importing
                .addExperiment(there.caller, "elsewhere", experiment("12", "speech"))
                .here();

        assertThat(again).isEqualTo(first);
        assertThat(other.experimentId()).isNotEqualTo("12");
    }

    @Test
    void idsThatWouldLeadElsewhereAndForeignPlacesAreRefused() {
        RunCopy copy = here.exporting.runs(here.caller, List.of(loggedRun())).getFirst();
        Experiment experiment = experimentOf(copy);
        there.importing.addExperiment(there.caller, SOURCE, experiment);

        for (String id : List.of("../../etc", "a/b", "", ".", "a\0b")) {
            assertThatThrownBy(() -> there.importing.addRuns(there.caller, List.of(renamed(copy, id, ""))))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("Invalid run id");
        }
        for (String place : List.of("/etc", "file:///etc", "mlflow-artifacts:/../x", "http://169.254.169.254/")) {
            assertThatThrownBy(() -> there.importing.addRuns(there.caller, List.of(renamed(copy, "good", place))))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("rtifact location");
        }
    }

    @Test
    void whatIsBeingPurgedIsNeitherGivenNorTakenFor() {
        Experiment gone = here.importing
                .addExperiment(here.caller, SOURCE, experiment("12", "speech"))
                .here();
        here.database.write(tx -> tx.update(
                "UPDATE experiments SET lifecycle_stage = 'purging', name = 'purging 12' WHERE id = ?",
                Long.valueOf(gone.experimentId())));

        assertThat(here.exporting.experiments(here.caller, -1, 10))
                .extracting(Experiment::experimentId)
                .doesNotContain(gone.experimentId());
        assertThatThrownBy(() -> here.experiments.restore(here.caller, new RestoreExperiment(gone.experimentId())))
                .isInstanceOf(ApiException.class);
        Experiment again = here.importing
                .addExperiment(here.caller, SOURCE, experiment("12", "speech"))
                .here();
        assertThat(again.experimentId()).isNotEqualTo(gone.experimentId());
        assertThat(again.name()).isEqualTo("speech");
        assertThat(here.importing.addExperiment(here.caller, SOURCE, experiment("12", "speech")))
                .isEqualTo(new TrackingImport.ImportedExperiment(again, false));
    }

    /// A run of such an id would have the files of all logged models or traces in its folder.
    @Test
    void aRunIsNotCalledLikeAFolderOfMany() {
        RunCopy copy = here.exporting.runs(here.caller, List.of(loggedRun())).getFirst();
        there.importing.addExperiment(there.caller, SOURCE, experimentOf(copy));
        for (String id : List.of("models", "traces")) {
            assertThatThrownBy(() -> there.importing.addRuns(there.caller, List.of(renamed(copy, id, ""))))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("Invalid run id: '%s'.", id);
        }
    }

    private void take(RunCopy copy) {
        there.importing.addExperiment(there.caller, SOURCE, experimentOf(copy));
        there.importing.addRuns(there.caller, List.of(copy));
    }

    private static Experiment experimentOf(RunCopy copy) {
        String id = copy.run().info().experimentId();
        return experiment(id, "experiment " + id);
    }

    private static Experiment experiment(String id, String name) {
        return new Experiment(id, name, "", "active", 2, 1, List.of(new Tag("team", "blue")), "default");
    }

    private static RunCopy renamed(RunCopy copy, String id, String place) {
        var info = copy.run().info();
        return new RunCopy(
                new dev.cairn.protocol.tracking.Run(
                        new dev.cairn.protocol.tracking.RunInfo(
                                id,
                                id,
                                info.runName(),
                                info.experimentId(),
                                info.userId(),
                                info.status(),
                                info.startTime(),
                                info.endTime(),
                                place,
                                info.lifecycleStage(),
                                info.lastActivityTime(),
                                null),
                        copy.run().data(),
                        null,
                        null),
                copy.series(),
                null);
    }

    /// A run with points of every kind, parameters, tags, data sets and models.
    private String loggedRun() {
        String run = here.run();
        List<Metric> points = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            points.add(Tracker.point("long", Math.sin(i), 1_000 + i, i));
        }
        points.add(Tracker.point("one", Double.NEGATIVE_INFINITY, 5, 1));
        points.add(Tracker.point("odd", Double.NaN, 5, 3));
        points.add(Tracker.point("odd", -0.0, 4, 9));
        here.logging.logBatch(
                here.caller,
                new LogBatch(run, points, List.of(new Tag("depth", "3")), List.of(new Tag("team", "blau ✓"))));
        here.inputs.logInputs(
                here.caller,
                new LogInputs(
                        run,
                        List.of(new DatasetInput(
                                List.of(new Tag("mlflow.data.context", "train")),
                                new Dataset("iris", "d1", "local", "{}", null, "{\"rows\": 3}"))),
                        List.of(new ModelInput("m-1"))));
        here.inputs.logOutputs(here.caller, new LogOutputs(run, List.of(new ModelOutput("m-2", 4L))));
        return run;
    }

    private static Map<String, String> texts(Map<String, Points> series) {
        Map<String, String> texts = new TreeMap<>();
        series.forEach((key, unordered) -> {
            Points points = unordered.byTime();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < points.size(); i++) {
                text.append("%d %d %s;".formatted(points.step(i), points.timestamp(i), points.value(i)));
            }
            texts.put(key, text.toString());
        });
        return texts;
    }
}
