package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Tracker.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.runs.CountRuns;
import dev.cairn.protocol.runs.ListExperimentKeys;
import dev.cairn.protocol.runs.ReadRunTable;
import dev.cairn.protocol.runs.RunChoice;
import dev.cairn.protocol.runs.RunRow;
import dev.cairn.protocol.tracking.CreateRun;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.DeleteTag;
import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.LogParam;
import dev.cairn.protocol.tracking.SetTag;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.tables.RunTables;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RunTablesTest {
    private final Tracker tracker;
    private final RunTables tables;
    private final String experiment;

    RunTablesTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        tables = new RunTables(tracker.database, tracker.finder);
        experiment = tracker.experiment();
    }

    @Test
    void aRowHasWhatIsAskedForAndNothingElse() {
        String run = run("a", 1, null);
        tracker.log(run, point("loss", 0.5, 0, 1), point("other", 7, 0, 1), point("nan", Double.NaN, 0, 0));
        param(run, "depth", "3");
        tag(run, "team", "x".repeat(400));

        RunRow row = read(List.of("metrics.loss", "metrics.nan", "metrics.never", "params.depth", "tags.team"))
                .runs()
                .getFirst();

        assertThat(row.info().runName()).isEqualTo("a");
        assertThat(row.metrics()).containsOnlyKeys("loss", "nan").containsEntry("loss", 0.5);
        assertThat(row.params()).containsOnly(Map.entry("depth", "3"));
        assertThat(row.tags().get("team")).hasSize(250);
        assertThat(row.children()).isNull();
    }

    @Test
    void columnsByDefaultAreThoseThatMostRunsHave() {
        String first = run("a", 1, null);
        String second = run("b", 2, null);
        tracker.log(first, point("rare", 1, 0, 0), point("often", 1, 0, 0));
        tracker.log(second, point("often", 1, 0, 0));
        param(second, "depth", "3");
        ReadRunTable.Response table = tables.read(
                tracker.caller, new ReadRunTable(experiment, RunChoice.ALL, List.of(), 1, List.of(), null, null));
        assertThat(table.columns()).containsExactly("metrics.often", "params.depth");
        assertThat(table.runs().getFirst().metrics()).containsKey("often");
    }

    @Test
    void windowsFollowOneAnother() {
        IntStream.range(0, 5).forEach(i -> run("run " + i, i, null));
        ReadRunTable.Response middle = tables.read(
                tracker.caller,
                new ReadRunTable(
                        experiment, RunChoice.ALL, List.of(), null, List.of("attributes.start_time ASC"), 2L, 2));
        assertThat(names(middle)).containsExactly("run 2", "run 3");
        assertThat(middle.more()).isTrue();
        ReadRunTable.Response behind = tables.read(
                tracker.caller, new ReadRunTable(experiment, RunChoice.ALL, List.of(), null, List.of(), 9L, 2));
        assertThat(behind.runs()).isEmpty();
        assertThat(behind.more()).isNull();
    }

    @Test
    void childrenAreLeftOutWhereTheirParentIs() {
        String parent = run("parent", 1, null);
        run("child 1", 2, parent);
        run("child 2", 3, parent);
        run("orphan", 4, "f".repeat(32));

        ReadRunTable.Response top = read(choice("", true, null));
        assertThat(names(top)).containsExactly("orphan", "parent");
        assertThat(top.runs()).extracting(RunRow::children).containsExactly(null, 2);
        ReadRunTable.Response children = read(choice("", false, parent));
        assertThat(names(children)).containsExactly("child 2", "child 1");
        assertThat(children.runs()).extracting(RunRow::parentRunId).containsOnly(parent);
        assertThat(count(choice("", true, null)).count()).isEqualTo(2);
    }

    @Test
    void aChildStandsAloneWhereItsParentDoesNotMatch() {
        String parent = run("parent", 1, null);
        String child = run("child", 2, parent);
        run("other child", 3, parent);
        tag(child, "good", "yes");
        assertThat(names(read(choice("tags.good = 'yes'", true, null)))).containsExactly("child");
        tag(parent, "good", "yes");
        assertThat(names(read(choice("tags.good = 'yes'", true, null)))).containsExactly("parent");
        assertThat(names(read(choice("tags.good = 'yes'", false, parent)))).containsExactly("child");
    }

    @Test
    void aDeletedParentHidesNoChild() {
        String parent = run("parent", 1, null);
        run("child", 2, parent);
        tracker.runs.delete(tracker.caller, new DeleteRun(parent));
        assertThat(names(read(choice("", true, null)))).containsExactly("child");
    }

    @Test
    void aRunMayGetAndLoseItsParentLater() {
        String parent = run("parent", 1, null);
        String child = run("child", 2, null);
        tag(child, "mlflow.parentRunId", parent);
        assertThat(names(read(choice("", false, parent)))).containsExactly("child");
        tracker.logging.deleteTag(tracker.caller, new DeleteTag(child, "mlflow.parentRunId"));
        assertThat(names(read(choice("", true, null)))).containsExactly("child", "parent");
    }

    @Test
    void aParentThatIsNoIdIsNone() {
        run("child", 2, "p".repeat(3_000));
        assertThat(names(read(choice("", true, null)))).containsExactly("child");
        assertThat(read(choice("", true, null)).runs().getFirst().parentRunId()).isNull();
    }

    @Test
    void childrenAreSortedAsAllElse() {
        String parent = run("parent", 1, null);
        for (int i = 0; i < 3; i++) {
            tracker.log(run("child " + i, i, parent), point("m", -i, 0, 0));
        }
        ReadRunTable.Response children = tables.read(
                tracker.caller,
                new ReadRunTable(
                        experiment, choice("", false, parent), List.of(), null, List.of("metrics.m ASC"), null, null));
        assertThat(names(children)).containsExactly("child 2", "child 1", "child 0");
    }

    @Test
    void matchesAreCountedBesideAll() {
        IntStream.range(0, 3).forEach(i -> run("run " + i, i, null));
        CountRuns.Response counted = count(choice("run_name = 'run 1'", false, null));
        assertThat(counted.count()).isEqualTo(1);
        assertThat(counted.total()).isEqualTo(3);
        RunChoice deleted = new RunChoice(null, ViewType.DELETED_ONLY, null, null, null);
        assertThat(count(deleted).total()).isZero();
    }

    @Test
    void aGroupIsWhatHasOneValueInAColumn() {
        param(run("a", 1, null), "depth", "it's \"3\"");
        tracker.log(run("b", 2, null), point("m", 0.5, 0, 0));
        assertThat(names(group("params.depth", "it's \"3\""))).containsExactly("a");
        assertThat(names(group("params.depth", null))).containsExactly("b");
        assertThat(names(group("metrics.m", "0.5"))).containsExactly("b");
        assertThat(names(group("metrics.m", null))).containsExactly("a");
        assertInvalid(() -> group("metrics.m", "x")).contains("has a number as its value");
        assertInvalid(() -> group("attributes.artifact_uri", "x")).contains("not grouped by");
    }

    @Test
    void keysAreFoundByAPartOfThem() {
        String run = run("a", 1, null);
        tracker.log(
                run,
                point("val_loss", 1, 0, 0),
                point("Loss", 1, 0, 0),
                point("valXloss", 1, 0, 0),
                point("Übung", 1, 0, 0));
        param(run, "loss_kind", "l2");
        tag(run, "team", "x");
        assertThat(keys("metrics", "LOSS").keys()).containsExactly("Loss", "valXloss", "val_loss");
        assertThat(keys("metrics", "l_l").keys()).containsExactly("val_loss");
        assertThat(keys("metrics", "ÜBung").keys()).containsExactly("Übung");
        assertThat(keys("params", "").keys()).containsExactly("loss_kind");
        assertThat(keys("tags", "t").keys()).contains("team");
        ListExperimentKeys.Response first =
                tables.keys(tracker.caller, new ListExperimentKeys(experiment, "metrics", null, 1));
        assertThat(first.keys()).containsExactly("Loss");
        assertThat(first.more()).isTrue();
    }

    @Test
    void keysOfOneExperimentAreNotThoseOfAnother() {
        tracker.log(run("a", 1, null), point("here", 1, 0, 0));
        String elsewhere = tracker.experiment("elsewhere " + experiment);
        tracker.log(tracker.run(elsewhere), point("here", 1, 0, 0), point("there", 1, 0, 0));
        assertThat(keys("metrics", "").keys()).containsExactly("here");
    }

    @Test
    void aRefusedBatchNotesNoKey() {
        String run = run("a", 1, null);
        param(run, "depth", "3");
        assertInvalid(() -> tracker.logging.logBatch(
                        tracker.caller,
                        new LogBatch(run, List.of(point("m", 1, 0, 0)), List.of(new Tag("depth", "4")), List.of())))
                .contains("Changing param values is not allowed");
        assertThat(keys("metrics", "").keys()).isEmpty();
        tracker.log(run, point("m", 1, 0, 0));
        assertThat(keys("metrics", "").keys()).containsExactly("m");
    }

    @Test
    void whatCannotBeShownIsRefused() {
        assertInvalid(() -> read(List.of("metrics."))).contains("Invalid column 'metrics.'");
        assertInvalid(() -> read(List.of("depth"))).contains("Invalid column 'depth'");
        assertInvalid(() -> read(
                        IntStream.range(0, 301).mapToObj(i -> "metrics.m" + i).toList()))
                .contains("at most 300 columns");
        assertInvalid(() -> keys("models", "")).contains("must be metrics, params or tags");
        assertInvalid(() -> tables.read(
                        tracker.caller,
                        new ReadRunTable(experiment, RunChoice.ALL, List.of(), null, List.of(), -1L, null)))
                .contains("must not be negative");
    }

    private String run(String name, long start, @Nullable String parent) {
        List<Tag> tags = parent == null ? List.of() : List.of(new Tag("mlflow.parentRunId", parent));
        return tracker.runs
                .create(tracker.caller, new CreateRun(experiment, "u", name, start, tags, null))
                .run()
                .info()
                .runId();
    }

    private void param(String run, String key, String value) {
        tracker.logging.logParam(tracker.caller, new LogParam(run, key, value));
    }

    private void tag(String run, String key, String value) {
        tracker.logging.setTag(tracker.caller, new SetTag(run, key, value));
    }

    private static RunChoice choice(String filter, boolean nested, @Nullable String parent) {
        return new RunChoice(filter, null, nested, parent, null);
    }

    private ReadRunTable.Response group(String column, @Nullable String value) {
        return read(new RunChoice(null, null, null, null, new RunChoice.Group(column, value)));
    }

    private ReadRunTable.Response read(RunChoice choice) {
        return tables.read(
                tracker.caller, new ReadRunTable(experiment, choice, List.of(), null, List.of(), null, null));
    }

    private ReadRunTable.Response read(List<String> columns) {
        return tables.read(
                tracker.caller, new ReadRunTable(experiment, RunChoice.ALL, columns, null, List.of(), null, null));
    }

    private CountRuns.Response count(RunChoice choice) {
        return tables.count(tracker.caller, new CountRuns(experiment, choice));
    }

    private ListExperimentKeys.Response keys(String kind, String contains) {
        return tables.keys(tracker.caller, new ListExperimentKeys(experiment, kind, contains, null));
    }

    private static List<String> names(ReadRunTable.Response table) {
        return table.runs().stream().map(row -> row.info().runName()).toList();
    }
}
