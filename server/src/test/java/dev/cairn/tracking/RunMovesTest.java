package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static dev.cairn.tracking.Tracker.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.runs.ListExperimentKeys;
import dev.cairn.protocol.runs.MoveRuns;
import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.CreateRun;
import dev.cairn.protocol.tracking.Dataset;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.DatasetSummary;
import dev.cairn.protocol.tracking.DeleteExperiment;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.GetLoggedModel;
import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.LogInputs;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.RunInputs;
import dev.cairn.protocol.tracking.SearchDatasets;
import dev.cairn.protocol.tracking.SearchLoggedModels;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.tables.RunTables;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Runs that go to another experiment.
@OnEachDatabase
class RunMovesTest {
    private final Tracker tracker;
    private final String from;
    private final String to;

    RunMovesTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        from = tracker.experiment("from");
        to = tracker.experiment("to");
    }

    @Test
    void aRunHasAllThatItHadAndIsFoundInTheNewExperimentAlone() {
        String run = run("moved", null);
        run("stays", null);
        tracker.logging.logBatch(
                tracker.caller,
                new LogBatch(
                        run,
                        List.of(point("loss", 0.5, 1, 1), point("loss", 0.25, 2, 2)),
                        List.of(new Tag("depth", "3")),
                        List.of(new Tag("team", "x"))));
        Run before = tracker.get(run);

        assertThat(move(run)).isEqualTo(1);

        Run after = tracker.get(run);
        assertThat(after.info().experimentId()).isEqualTo(to);
        assertThat(after.info().artifactUri()).isEqualTo(before.info().artifactUri());
        assertThat(after.data()).isEqualTo(before.data());
        assertThat(tracker.history(run, "loss")).hasSize(2);
        assertThat(tracker.found(from, "")).containsExactly("stays");
        assertThat(tracker.found(to, "metrics.loss < 0.5 and params.depth = '3' and tags.team = 'x'"))
                .containsExactly("moved");
        tracker.log(run, point("loss", 0.1, 3, 3));
        assertThat(tracker.history(run, "loss")).hasSize(3);
    }

    @Test
    void theKeysOfARunAreListedWhereItGoes() {
        String run = run("moved", null);
        tracker.logging.logBatch(
                tracker.caller,
                new LogBatch(
                        run,
                        List.of(point("loss", 0.5, 1, 1)),
                        List.of(new Tag("depth", "3")),
                        List.of(new Tag("team", "x"))));
        move(run);
        assertThat(keys(to, "metrics")).containsExactly("loss");
        assertThat(keys(to, "params")).containsExactly("depth");
        assertThat(keys(to, "tags")).contains("team");
    }

    @Test
    void whatIsBelowARunGoesWithIt() {
        String parent = run("parent", null);
        String child = run("child", parent);
        run("grandchild", child);
        String deleted = run("deleted", parent);
        tracker.runs.delete(tracker.caller, new DeleteRun(deleted));
        run("other", null);

        assertThat(move(parent, child)).isEqualTo(4);

        assertThat(tracker.found(from, "")).containsExactly("other");
        assertThat(tracker.found(to, "")).containsExactlyInAnyOrder("parent", "child", "grandchild");
        assertThat(tracker.get(deleted).info().experimentId()).isEqualTo(to);
        assertThat(tracker.get(deleted).info().lifecycleStage()).isEqualTo("deleted");
    }

    @Test
    void aChildMayGoWithoutItsParent() {
        String parent = run("parent", null);
        move(run("child", parent));
        assertThat(tracker.found(from, "")).containsExactly("parent");
        assertThat(tracker.found(to, "")).containsExactly("child");
    }

    @Test
    void runsThatNameOneAnotherAsParentsGoOnce() {
        String a = run("a", null);
        String b = run("b", a);
        tracker.logging.logBatch(
                tracker.caller, new LogBatch(a, List.of(), List.of(), List.of(new Tag(Runs.PARENT_TAG, b))));
        assertThat(move(a)).isEqualTo(2);
    }

    @Test
    void runsOfSeveralExperimentsGoTogetherAndThoseThereStay() {
        String third = tracker.experiment("third");
        String a = run("a", null);
        String b = tracker.run(third, "b").runId();
        String c = tracker.run(to, "c").runId();
        assertThat(move(a, b, c)).isEqualTo(2);
        assertThat(tracker.found(to, "")).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void theModelsThatARunMadeGoWithIt() {
        String run = run("trains", null);
        String other = run("other", null);
        String own = model(run);
        String others = model(other);
        tracker.log(run, new Metric("auc", 0.75, 1L, 1L, null, null, own, null));

        move(run);

        assertThat(experimentOf(own)).isEqualTo(to);
        assertThat(experimentOf(others)).isEqualTo(from);
        assertThat(models(to, "metrics.auc > 0.5")).containsExactly(own);
        assertThat(models(from, null)).containsExactly(others);
    }

    @Test
    void theDataSetsOfARunAreThoseOfItsNewExperiment() {
        Dataset train = new Dataset("train", "abc", "local", "train.csv", null, null);
        String moved = run("moved", null);
        String stays = run("stays", null);
        for (String run : List.of(moved, stays)) {
            tracker.inputs.logInputs(
                    tracker.caller,
                    new LogInputs(run, List.of(new DatasetInput(List.of(new Tag("k", "v")), train)), List.of()));
        }
        RunInputs before = tracker.get(moved).inputs();

        move(moved);

        assertThat(tracker.get(moved).inputs()).isEqualTo(before);
        assertThat(dataSets(to)).containsExactly("train");
        assertThat(dataSets(from)).containsExactly("train");
        move(stays);
        assertThat(tracker.get(stays).inputs()).isEqualTo(before);
        assertThat(dataSets(from)).isEmpty();
    }

    @Test
    void allGoOrNone() {
        String good = run("good", null);
        String deleted = run("deleted", null);
        tracker.runs.delete(tracker.caller, new DeleteRun(deleted));
        assertInvalid(() -> move(good, deleted)).contains("must be in the 'active' state");
        assertMissing(() -> move(good, "nothing"));
        assertThat(tracker.get(good).info().experimentId()).isEqualTo(from);
    }

    @Test
    void theExperimentsMustBeInUse() {
        String run = run("r", null);
        assertMissing(() -> tracker.moves.move(tracker.caller, new MoveRuns(List.of(run), "99999999")));
        assertInvalid(() -> tracker.moves.move(tracker.caller, new MoveRuns(List.of(run), "abc")));
        tracker.experiments.delete(tracker.caller, new DeleteExperiment(to));
        assertInvalid(() -> move(run)).contains("must be in the 'active' state");
    }

    @Test
    void aRunOfAnotherWorkspaceIsNotThere() {
        Tracker other = new Tracker(tracker.database);
        String theirs = other.run();
        assertMissing(() -> move(theirs));
        assertMissing(() -> tracker.moves.move(
                tracker.caller, new MoveRuns(List.of(run("mine", null)), other.experiment("theirs"))));
    }

    @Test
    void aRequestNamesBetweenOneAndAThousandRuns() {
        assertInvalid(this::move).contains("between 1 and 1000");
        String[] many = IntStream.range(0, 1_001).mapToObj(i -> "r" + i).toArray(String[]::new);
        assertInvalid(() -> move(many)).contains("1001");
    }

    @Test
    void moreThanATransactionTakesIsRefused() {
        String parent = run("parent", null);
        addChildren(from, parent, 1_000);
        assertInvalid(() -> move(parent)).contains("1000");
        assertThat(tracker.get(parent).info().experimentId()).isEqualTo(from);
    }

    @Test
    void theRunsOfSeveralExperimentsAreCountedTogether() {
        String third = tracker.experiment("third");
        String a = run("a", null);
        String b = tracker.run(third, "b").runId();
        addChildren(from, a, 499);
        addChildren(third, b, 500);
        assertInvalid(() -> move(a, b)).contains("1000");
        assertThat(tracker.get(a).info().experimentId()).isEqualTo(from);
        assertThat(move(a)).isEqualTo(500);
        assertThat(move(b)).isEqualTo(501);
    }

    @Test
    void childrenOfAllParentsTogetherAreNoMoreThanAskedFor() {
        List<String> parents = List.of(run("a", null), run("b", null), run("c", null));
        parents.forEach(parent -> addChildren(from, parent, 2));
        List<StoredRun> found = tracker.database.read(tx -> {
            RunStore store = new RunStore(tx, tracker.caller);
            long[] numbers =
                    store.present(parents).stream().mapToLong(StoredRun::id).toArray();
            return store.children(Long.parseLong(from), numbers, 3);
        });
        assertThat(found).hasSize(3);
    }

    private void addChildren(String experiment, String parent, int count) {
        tracker.database.write(tx -> tx.update("""
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                INSERT INTO runs (run_id, experiment_id, name, user_id, status, lifecycle_stage, artifact_uri, parent_run_id)
                SELECT ? || '-' || i, %s, 'child', 'someone', 'FINISHED', 'active', '', ? FROM n
                """.formatted(count, experiment), parent, parent));
    }

    private long move(String... runs) {
        return tracker.moves
                .move(tracker.caller, new MoveRuns(List.of(runs), to))
                .moved();
    }

    private String run(String name, @Nullable String parent) {
        List<Tag> tags = parent == null ? List.of() : List.of(new Tag(Runs.PARENT_TAG, parent));
        RunInfo info = tracker.runs
                .create(tracker.caller, new CreateRun(from, "someone", name, tracker.clock.millis(), tags))
                .run()
                .info();
        return info.runId();
    }

    private String model(String run) {
        return tracker.models
                .create(tracker.caller, new CreateLoggedModel(from, null, null, run, List.of(), List.of()))
                .model()
                .info()
                .modelId();
    }

    private String experimentOf(String model) {
        return tracker.models
                .get(tracker.caller, new GetLoggedModel(model, null))
                .model()
                .info()
                .experimentId();
    }

    private List<String> models(String experiment, @Nullable String filter) {
        return tracker
                .modelSearch
                .search(
                        tracker.caller,
                        new SearchLoggedModels(List.of(experiment), filter, List.of(), null, List.of(), null))
                .models()
                .stream()
                .map(model -> model.info().modelId())
                .toList();
    }

    private List<String> dataSets(String experiment) {
        return tracker
                .inputs
                .search(tracker.caller, new SearchDatasets(List.of(experiment)))
                .datasetSummaries()
                .stream()
                .map(DatasetSummary::name)
                .toList();
    }

    private List<String> keys(String experiment, String kind) {
        return new RunTables(tracker.database, tracker.finder)
                .keys(tracker.caller, new ListExperimentKeys(experiment, kind, null, null))
                .keys();
    }
}
