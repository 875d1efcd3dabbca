package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static dev.cairn.tracking.Tracker.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.runs.CountRuns;
import dev.cairn.protocol.runs.DeleteRuns;
import dev.cairn.protocol.runs.GroupRuns;
import dev.cairn.protocol.runs.RunChoice;
import dev.cairn.protocol.runs.RunGroup;
import dev.cairn.protocol.runs.TagRuns;
import dev.cairn.protocol.tracking.LogParam;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.tables.RunTables;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Groups of runs, and changes of many at once.
@OnEachDatabase
class RunGroupsTest {
    private final Tracker tracker;
    private final RunTables tables;
    private final String experiment;

    RunGroupsTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        tables = new RunTables(tracker.database, tracker.finder);
        experiment = tracker.experiment();
    }

    @Test
    void theLargestGroupComesFirstAndHasItsSums() {
        run("a", 1.0);
        String best = run("a", 3.0);
        run("b", 7.0);
        run("a", Double.NaN);
        List<RunGroup> groups = groups("params.model", false);
        assertThat(groups).extracting(RunGroup::value).containsExactly("a", "b");
        RunGroup first = groups.getFirst();
        assertThat(first.count()).isEqualTo(3);
        assertThat(first.bestRunId()).isEqualTo(best);
        assertThat(first.metrics()).containsEntry("m", new RunGroup.Summary(2, 2, 1, 3));
    }

    @Test
    void theBestMayBeTheLeast() {
        String least = run("a", 1.0);
        run("a", 3.0);
        assertThat(groups("params.model", true).getFirst().bestRunId()).isEqualTo(least);
    }

    @Test
    void runsWithoutTheColumnAreAGroupToo() {
        run(null, 1.0);
        run("a", null);
        List<RunGroup> groups = groups("params.model", false);
        assertThat(groups).extracting(RunGroup::value).containsExactly("a", null);
        assertThat(groups.getFirst().metrics()).isEmpty();
        assertThat(groups.getLast().bestRunId()).isNotNull();
    }

    @Test
    void attributesAndMetricsMakeGroups() {
        run("a", 1.5);
        run("b", 1.5);
        run("b", null);
        assertThat(groups("attributes.status", false))
                .extracting(RunGroup::count)
                .containsExactly(3L);
        RunGroup ofMetric = groups("metrics.m", false).getFirst();
        assertThat(ofMetric.count()).isEqualTo(2);
        RunChoice members = new RunChoice(
                null, null, null, null, new RunChoice.Group("metrics.m", Objects.requireNonNull(ofMetric.value())));
        assertThat(tables.count(tracker.caller, new CountRuns(experiment, members))
                        .count())
                .isEqualTo(2);
    }

    @Test
    void groupsAreOfMatchingRunsAlone() {
        run("a", 1.0);
        run("a", 5.0);
        RunChoice high = new RunChoice("metrics.m > 2", null, null, null, null);
        GroupRuns.Response found =
                tables.group(tracker.caller, new GroupRuns(experiment, high, "params.model", List.of("m"), null, null));
        assertThat(found.groups()).extracting(RunGroup::count).containsExactly(1L);
    }

    @Test
    void smallGroupsBeyondTheMostAreToldOf() {
        run("a", 1.0);
        run("a", 1.0);
        run("b", 1.0);
        GroupRuns.Response found = tables.group(
                tracker.caller, new GroupRuns(experiment, RunChoice.ALL, "params.model", List.of(), null, 1));
        assertThat(found.groups()).extracting(RunGroup::value).containsExactly("a");
        assertThat(found.more()).isTrue();
    }

    @Test
    void whatMakesNoGroupsIsRefused() {
        assertInvalid(() -> groups("attributes.start_time", false)).contains("not grouped by");
        assertInvalid(() -> tables.group(
                        tracker.caller,
                        new GroupRuns(
                                experiment,
                                RunChoice.ALL,
                                "params.a",
                                IntStream.range(0, 21).mapToObj(i -> "m" + i).toList(),
                                null,
                                null)))
                .contains("at most 20 metrics");
    }

    @Test
    void manyRunsAreDeletedOrNone() {
        String first = run("a", 1.0);
        String second = run("b", 1.0);
        assertMissing(() -> tracker.runs.deleteAll(tracker.caller, new DeleteRuns(List.of(first, "0".repeat(32)))))
                .contains("not found");
        assertThat(tracker.get(first).info().lifecycleStage()).isEqualTo("active");
        tracker.runs.deleteAll(tracker.caller, new DeleteRuns(List.of(second, first, second)));
        assertThat(tracker.get(first).info().lifecycleStage()).isEqualTo("deleted");
        assertThat(tracker.get(second).info().lifecycleStage()).isEqualTo("deleted");
    }

    @Test
    void manyRunsAreTaggedOrNone() {
        String first = run("a", 1.0);
        String second = run("b", 1.0);
        List<Tag> tags = List.of(new Tag("team", "x"), new Tag("mlflow.parentRunId", first));
        assertMissing(() -> tracker.logging.tagAll(tracker.caller, new TagRuns(List.of(second, "0".repeat(32)), tags)))
                .contains("not found");
        assertThat(tracker.tags(second)).doesNotContainKey("team");
        tracker.logging.tagAll(tracker.caller, new TagRuns(List.of(second), tags));
        assertThat(tracker.tags(second)).containsEntry("team", "x");
    }

    @Test
    void aRequestChangesSomeRunsAndNotTooMany() {
        assertInvalid(() -> tracker.runs.deleteAll(tracker.caller, new DeleteRuns(List.of())))
                .contains("between 1 and 1000");
        List<String> many =
                IntStream.range(0, 1_001).mapToObj("%032x"::formatted).toList();
        assertInvalid(() -> tracker.logging.tagAll(tracker.caller, new TagRuns(many, List.of(new Tag("a", "b")))))
                .contains("1001 were named");
    }

    private String run(@Nullable String model, @Nullable Double metric) {
        String run = tracker.run(experiment);
        if (model != null) {
            tracker.logging.logParam(tracker.caller, new LogParam(run, "model", model));
        }
        if (metric != null) {
            tracker.log(run, point("m", metric, 0, 0));
        }
        return run;
    }

    private List<RunGroup> groups(String column, boolean least) {
        return tables.group(tracker.caller, new GroupRuns(experiment, RunChoice.ALL, column, List.of("m"), least, null))
                .groups();
    }
}
