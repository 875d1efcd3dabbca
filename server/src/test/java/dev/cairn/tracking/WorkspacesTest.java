package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertMissing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.CreateRun;
import dev.cairn.protocol.tracking.Dataset;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.DeleteExperiment;
import dev.cairn.protocol.tracking.DeleteExperimentTag;
import dev.cairn.protocol.tracking.DeleteLoggedModel;
import dev.cairn.protocol.tracking.DeleteLoggedModelTag;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.DeleteTag;
import dev.cairn.protocol.tracking.FinalizeLoggedModel;
import dev.cairn.protocol.tracking.GetExperiment;
import dev.cairn.protocol.tracking.GetExperimentByName;
import dev.cairn.protocol.tracking.GetLoggedModel;
import dev.cairn.protocol.tracking.GetMetricHistoryBulk;
import dev.cairn.protocol.tracking.GetMetricHistoryBulkInterval;
import dev.cairn.protocol.tracking.LogInputs;
import dev.cairn.protocol.tracking.LogLoggedModelParams;
import dev.cairn.protocol.tracking.LogMetric;
import dev.cairn.protocol.tracking.LogModel;
import dev.cairn.protocol.tracking.LogOutputs;
import dev.cairn.protocol.tracking.LogParam;
import dev.cairn.protocol.tracking.LoggedModelStatus;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.RestoreExperiment;
import dev.cairn.protocol.tracking.RestoreRun;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.SearchDatasets;
import dev.cairn.protocol.tracking.SearchExperiments;
import dev.cairn.protocol.tracking.SearchLoggedModels;
import dev.cairn.protocol.tracking.SearchRuns;
import dev.cairn.protocol.tracking.SetExperimentTag;
import dev.cairn.protocol.tracking.SetLoggedModelTags;
import dev.cairn.protocol.tracking.SetTag;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.tracking.UpdateExperiment;
import dev.cairn.protocol.tracking.UpdateRun;
import dev.cairn.protocol.tracking.ViewType;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is in one workspace does not exist for callers of another.
@OnEachDatabase
class WorkspacesTest {
    private static final List<Tag> TAG = List.of(new Tag("a", "1"));
    private static final LoggedModelStatus READY = LoggedModelStatus.LOGGED_MODEL_READY;
    private static final String OLD_MODEL =
            "{\"artifact_path\":\"m\",\"flavors\":{},\"utc_time_created\":\"now\",\"run_id\":\"x\"}";
    private static final DatasetInput DATASET =
            new DatasetInput(List.of(), new Dataset("train", "d1", "local", "file", null, null));

    private final Tracker owner;
    private final Tracker stranger;
    private final String experiment;
    private final String run;
    private final String model;

    WorkspacesTest(TestDatabase kind) {
        owner = new Tracker(kind);
        stranger = new Tracker(kind);
        experiment = owner.experiment("secret");
        run = owner.run(experiment);
        model = owner.models
                .create(owner.caller, new CreateLoggedModel(experiment, "net", null, run, TAG, TAG))
                .model()
                .info()
                .modelId();
        owner.log(run, new Metric("m", 1.0, 1L, 1L, "train", "d1", model, null));
        owner.logging.logParam(owner.caller, new LogParam(run, "p", "1"));
        owner.logging.setTag(owner.caller, new SetTag(run, "t", "1"));
        owner.experiments.setTag(owner.caller, new SetExperimentTag(experiment, "t", "1"));
        owner.inputs.logInputs(owner.caller, new LogInputs(run, List.of(DATASET), List.of()));
    }

    @Test
    void theSameNameIsFreeInEachWorkspace() {
        assertThat(stranger.experiment("secret")).isNotEqualTo(experiment);
    }

    @Test
    void noExperimentIsSeenOrTouched() {
        var rules = stranger.experiments;
        var caller = stranger.caller;
        assertMissing(() -> rules.get(caller, new GetExperiment(experiment)));
        assertMissing(() -> rules.getByName(caller, new GetExperimentByName("secret")));
        assertMissing(() -> rules.delete(caller, new DeleteExperiment(experiment)));
        assertMissing(() -> rules.restore(caller, new RestoreExperiment(experiment)));
        assertMissing(() -> rules.update(caller, new UpdateExperiment(experiment, "mine")));
        assertMissing(() -> rules.setTag(caller, new SetExperimentTag(experiment, "t", "2")));
        assertMissing(() -> rules.deleteTag(caller, new DeleteExperimentTag(experiment, "t")));
        assertThat(stranger.experimentSearch
                        .search(caller, new SearchExperiments(10L, null, null, List.of(), ViewType.ALL))
                        .experiments())
                .isEmpty();
        assertUntouched();
    }

    @Test
    void noRunIsSeenOrTouched() {
        var rules = stranger.runs;
        var caller = stranger.caller;
        assertMissing(() -> stranger.get(run));
        assertMissing(() -> rules.create(caller, new CreateRun(experiment, null, null, null, List.of())));
        assertMissing(() -> rules.update(caller, new UpdateRun(run, RunStatus.KILLED, 1L, "mine")));
        assertMissing(() -> rules.delete(caller, new DeleteRun(run)));
        assertMissing(() -> rules.restore(caller, new RestoreRun(run)));
        for (String filter : List.of("", "metrics.m = 1", "params.p = '1'", "datasets.name = 'train'")) {
            SearchRuns search = new SearchRuns(List.of(experiment), filter, ViewType.ALL, null, List.of(), null);
            assertThat(owner.runSearch.search(owner.caller, search).runs()).hasSize(1);
            assertThat(stranger.runSearch.search(caller, search).runs()).isEmpty();
        }
        assertUntouched();
    }

    @Test
    void nothingIsLoggedToAForeignRun() {
        var rules = stranger.logging;
        var caller = stranger.caller;
        assertMissing(() -> rules.logParam(caller, new LogParam(run, "p", "2")));
        assertMissing(() -> rules.logMetric(caller, new LogMetric(run, "m", 2.0, 2L, 2L, null, null, null)));
        assertMissing(() -> rules.setTag(caller, new SetTag(run, "t", "2")));
        assertMissing(() -> rules.deleteTag(caller, new DeleteTag(run, "t")));
        assertMissing(() -> rules.logModel(caller, new LogModel(run, OLD_MODEL)));
        assertMissing(() -> stranger.log(run, Tracker.point("m", 2, 2, 2)));
        assertMissing(() -> stranger.inputs.logInputs(caller, new LogInputs(run, List.of(DATASET), List.of())));
        assertMissing(() ->
                stranger.inputs.logOutputs(caller, new LogOutputs(run, List.of(new ModelOutput(model, 1L)))));
        assertUntouched();
    }

    @Test
    void noPointIsSeen() {
        var rules = stranger.metrics;
        var caller = stranger.caller;
        String own = stranger.run();
        assertMissing(() -> stranger.history(run, "m"));
        assertMissing(() -> rules.bulk(caller, new GetMetricHistoryBulk(List.of(own, run), "m", null)));
        assertMissing(() ->
                rules.bulkInterval(caller, new GetMetricHistoryBulkInterval(List.of(own, run), "m", null, null, null)));
        assertThat(stranger.history(own, "m")).isEmpty();
    }

    @Test
    void noDatasetIsSeen() {
        SearchDatasets search = new SearchDatasets(List.of(experiment));
        assertThat(owner.inputs.search(owner.caller, search).datasetSummaries()).hasSize(1);
        assertThat(stranger.inputs.search(stranger.caller, search).datasetSummaries())
                .isEmpty();
    }

    @Test
    void noLoggedModelIsSeenOrTouched() {
        var rules = stranger.models;
        var caller = stranger.caller;
        assertMissing(() ->
                rules.create(caller, new CreateLoggedModel(experiment, "mine", null, null, List.of(), List.of())));
        assertMissing(() -> rules.get(caller, new GetLoggedModel(model, true)));
        assertMissing(() -> rules.finish(caller, new FinalizeLoggedModel(model, READY)));
        assertMissing(() -> rules.delete(caller, new DeleteLoggedModel(model)));
        assertMissing(() -> rules.logParams(caller, new LogLoggedModelParams(model, List.of(new Tag("b", "2")))));
        assertMissing(() -> rules.setTags(caller, new SetLoggedModelTags(model, List.of(new Tag("a", "2")))));
        assertMissing(() -> rules.deleteTag(caller, new DeleteLoggedModelTag(model, "a")));
        SearchLoggedModels search = new SearchLoggedModels(List.of(experiment), null, List.of(), null, List.of(), null);
        assertThat(owner.modelSearch.search(owner.caller, search).models()).hasSize(1);
        assertThat(stranger.modelSearch.search(caller, search).models()).isEmpty();
        String own = stranger.run();
        assertMissing(() -> stranger.log(own, new Metric("m", 2.0, 2L, 2L, null, null, model, null)));
        assertThat(stranger.history(own, "m")).isEmpty();
        assertUntouched();
    }

    private void assertUntouched() {
        var found = owner.experiments
                .get(owner.caller, new GetExperiment(experiment))
                .experiment();
        assertThat(found.name()).isEqualTo("secret");
        assertThat(found.lifecycleStage()).isEqualTo("active");
        assertThat(found.tags()).containsExactly(new Tag("t", "1"));
        var got = owner.get(run);
        assertThat(got.info().lifecycleStage()).isEqualTo("active");
        assertThat(got.info().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(got.data().metrics()).containsExactly(Tracker.point("m", 1, 1, 1));
        assertThat(got.data().params()).containsExactly(new Tag("p", "1"));
        assertThat(owner.tags(run)).hasSize(2).containsEntry("t", "1");
        assertThat(Objects.requireNonNull(got.inputs()).datasetInputs()).containsExactly(DATASET);
        assertThat(Objects.requireNonNull(got.outputs()).modelOutputs()).isEmpty();
        var logged =
                owner.models.get(owner.caller, new GetLoggedModel(model, null)).model();
        assertThat(logged.info().status()).isEqualTo(LoggedModelStatus.LOGGED_MODEL_PENDING);
        assertThat(logged.info().tags()).isEqualTo(TAG);
        assertThat(logged.data().params()).isEqualTo(TAG);
        assertThat(logged.data().metrics()).hasSize(1);
    }
}
