package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.Dataset;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.DatasetSummary;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.LogInputs;
import dev.cairn.protocol.tracking.LogOutputs;
import dev.cairn.protocol.tracking.ModelInput;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunInputs;
import dev.cairn.protocol.tracking.RunOutputs;
import dev.cairn.protocol.tracking.SearchDatasets;
import dev.cairn.protocol.tracking.SearchRuns;
import dev.cairn.protocol.tracking.Tag;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class InputsTest {
    private static final Dataset TRAIN = new Dataset("train", "d1", "local", "file", "{}", "{\"rows\":1}");
    private static final Dataset TEST = new Dataset("test", "d1", "local", "file", null, null);

    private final Tracker tracker;
    private final String experiment;
    private final String run;

    InputsTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        experiment = tracker.experiment();
        run = tracker.run(experiment);
    }

    @Test
    void datasetsComeBackInTheirOrderWithTheirTags() {
        DatasetInput train = input(TRAIN, new Tag("a", "1"), new Tag("mlflow.data.context", "training"));
        log(run, train, input(TEST));
        assertThat(inputs(run).datasetInputs()).containsExactly(train, input(TEST));
    }

    @Test
    void aDatasetThatIsLoggedAgainStaysAsItWas() {
        DatasetInput first = input(TRAIN, new Tag("a", "1"));
        log(run, first, input(TRAIN, new Tag("a", "2")));
        log(run, input(TRAIN, new Tag("b", "3")));
        assertThat(inputs(run).datasetInputs()).containsExactly(first);
    }

    @Test
    void runsOfAnExperimentShareADatasetButNotItsTags() {
        String other = tracker.run(experiment);
        log(run, input(TRAIN, new Tag("a", "1")));
        log(other, input(new Dataset("train", "d1", "other", "other", null, null), new Tag("a", "2")));
        assertThat(inputs(other).datasetInputs()).containsExactly(input(TRAIN, new Tag("a", "2")));
    }

    @Test
    void aNewDigestIsANewDataset() {
        Dataset newer = new Dataset("train", "d2", "local", "file", null, null);
        log(run, input(TRAIN), input(newer));
        assertThat(inputs(run).datasetInputs()).containsExactly(input(TRAIN), input(newer));
    }

    @Test
    void modelsThatARunReadAndWroteAreListedOnce() {
        List<ModelInput> read = List.of(new ModelInput("m-1"), new ModelInput("m-2"));
        tracker.inputs.logInputs(tracker.caller, new LogInputs(run, List.of(), read));
        tracker.inputs.logInputs(tracker.caller, new LogInputs(run, List.of(), read));
        write(new ModelOutput("m-1", 1L), new ModelOutput("m-2", null));
        write(new ModelOutput("m-1", 5L));
        assertThat(inputs(run).modelInputs()).isEqualTo(read);
        assertThat(outputs(tracker.get(run))).containsExactly(new ModelOutput("m-1", 5L), new ModelOutput("m-2", 0L));
    }

    @Test
    void aSearchShowsDatasetsAndOutputsButNoInputModels() {
        log(run, input(TRAIN, new Tag("a", "1")));
        tracker.inputs.logInputs(tracker.caller, new LogInputs(run, List.of(), List.of(new ModelInput("m-1"))));
        write(new ModelOutput("m-2", 3L));
        Run found = tracker.runSearch
                .search(tracker.caller, new SearchRuns(List.of(experiment), null, null, null, List.of(), null))
                .runs()
                .getFirst();
        assertThat(found.inputs()).isEqualTo(new RunInputs(List.of(input(TRAIN, new Tag("a", "1"))), List.of()));
        assertThat(outputs(found)).containsExactly(new ModelOutput("m-2", 3L));
    }

    @Test
    void theDatasetsOfExperimentsAreSummarised() {
        String other = tracker.experiment();
        log(run, input(TRAIN, new Tag("mlflow.data.context", "training")), input(TEST));
        log(tracker.run(experiment), input(TRAIN, new Tag("mlflow.data.context", "training")));
        log(tracker.run(experiment), input(TRAIN, new Tag("mlflow.data.context", "eval")), input(TEST));
        log(tracker.run(experiment), input(TRAIN));
        log(tracker.run(other), input(TRAIN));
        assertThat(summaries(experiment))
                .containsExactly(
                        new DatasetSummary(experiment, "test", "d1", null),
                        new DatasetSummary(experiment, "train", "d1", "eval"),
                        new DatasetSummary(experiment, "train", "d1", "training"),
                        new DatasetSummary(experiment, "train", "d1", null));
        assertThat(summaries(experiment, other)).hasSize(5);
        assertThat(summaries("99999999")).isEmpty();
    }

    @Test
    void runsInTheTrashShowNoDatasets() {
        log(run, input(TRAIN));
        tracker.runs.delete(tracker.caller, new DeleteRun(run));
        assertThat(summaries(experiment)).isEmpty();
        assertInvalid(() -> log(run, input(TEST))).contains("must be in the 'active' state");
        assertInvalid(() -> write(new ModelOutput("m-1", 1L))).contains("must be in the 'active' state");
    }

    @Test
    void datasetsHaveLimits() {
        assertInvalid(() -> log(run, input(named("n".repeat(501)))));
        assertInvalid(() -> log(run, input(new Dataset("n", "d".repeat(37), "local", "s", null, null))));
        assertInvalid(() -> log(run, input(new Dataset("n", "d", "local", "s".repeat(65_536), null, null))));
        assertInvalid(() -> log(run, input(TRAIN, new Tag("k".repeat(256), "v"))));
        assertInvalid(() -> log(run, input(TRAIN, new Tag("k", "v".repeat(501)))));
        List<DatasetInput> many = Collections.nCopies(1_001, input(TRAIN));
        assertInvalid(() -> tracker.inputs.logInputs(tracker.caller, new LogInputs(run, many, List.of())));
        assertThat(inputs(run).datasetInputs()).isEmpty();
        log(run, input(named("n".repeat(500))));
    }

    @Test
    void aSummaryNeedsOneToTwentyExperiments() {
        assertInvalid(this::summaries).contains("at least one experiment_id");
        String[] many = Collections.nCopies(21, experiment).toArray(String[]::new);
        assertInvalid(() -> summaries(many)).contains("more than 20 experiment_ids");
    }

    @Test
    void anUnknownRunIsMissing() {
        assertMissing(() -> log("nothing", input(TRAIN)));
        assertMissing(() -> tracker.inputs.logOutputs(tracker.caller, new LogOutputs("nothing", List.of())));
    }

    private static Dataset named(String name) {
        return new Dataset(name, "d", "local", "s", null, null);
    }

    private static DatasetInput input(Dataset dataset, Tag... tags) {
        return new DatasetInput(List.of(tags), dataset);
    }

    private void log(String into, DatasetInput... datasets) {
        tracker.inputs.logInputs(tracker.caller, new LogInputs(into, List.of(datasets), List.of()));
    }

    private void write(ModelOutput... models) {
        tracker.inputs.logOutputs(tracker.caller, new LogOutputs(run, List.of(models)));
    }

    private RunInputs inputs(String of) {
        return Objects.requireNonNull(tracker.get(of).inputs());
    }

    private static List<ModelOutput> outputs(Run of) {
        RunOutputs outputs = Objects.requireNonNull(of.outputs());
        return outputs.modelOutputs();
    }

    private List<DatasetSummary> summaries(String... experiments) {
        return tracker.inputs
                .search(tracker.caller, new SearchDatasets(List.of(experiments)))
                .datasetSummaries();
    }
}
