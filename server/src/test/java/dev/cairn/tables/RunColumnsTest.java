package dev.cairn.tables;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static dev.cairn.tracking.Tracker.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.ListRunKeys;
import dev.cairn.protocol.tracking.ListRunValues;
import dev.cairn.tracking.Tracker;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RunColumnsTest {
    private final Tracker tracker;
    private final RunColumns columns;
    private final String first;
    private final String second;

    RunColumnsTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        columns = new RunColumns(tracker.database, tracker.finder);
        String experiment = tracker.experiment();
        first = tracker.run(experiment);
        second = tracker.run(experiment);
        tracker.log(first, point("loss", 3, 0, 0), point("loss", 2, 1, 1), point("auc", 0.5, 0, 0));
        tracker.log(second, point("loss", 5, 0, 0), point("bad", Double.NaN, 0, 0));
        tracker.param(second, "depth", "4");
    }

    @Test
    void theKeysOfRunsAreListedByName() {
        ListRunKeys.Response keys = columns.keys(tracker.caller, new ListRunKeys(List.of(first, second)));

        assertThat(keys.metrics())
                .containsExactly(
                        new ListRunKeys.MetricKey("auc", 1, false),
                        new ListRunKeys.MetricKey("bad", 1, false),
                        new ListRunKeys.MetricKey("loss", 2, true));
        assertThat(keys.params()).containsExactly(new ListRunKeys.ParamKey("depth", 1));
        assertThat(keys.more()).isFalse();
    }

    @Test
    void valuesAreColumnsOfTheRunsThatHaveThem() {
        ListRunValues.Response values = columns.values(
                tracker.caller,
                new ListRunValues(List.of(second, first), List.of("loss", "bad", "never"), List.of("depth", "never")));

        assertThat(values.metrics())
                .containsExactly(
                        new ListRunValues.MetricColumn("loss", List.of(0, 1), List.of(5.0, 2.0)),
                        new ListRunValues.MetricColumn("bad", List.of(0), List.of(Double.NaN)));
        assertThat(values.params()).containsExactly(new ListRunValues.ParamColumn("depth", List.of(0), List.of("4")));
    }

    @Test
    void whatOnlyOtherRunsHaveIsNoColumn() {
        String other = tracker.run();
        tracker.log(other, point("elsewhere", 1, 0, 0));
        ListRunValues.Response values = columns.values(
                tracker.caller, new ListRunValues(List.of(first), List.of("elsewhere"), List.of("depth")));

        assertThat(values.metrics()).isEmpty();
        assertThat(values.params()).isEmpty();
    }

    @Test
    void textsAreWholeHoweverLong() {
        String text = "x".repeat(5_000);
        tracker.param(first, "prompt", text);
        assertThat(columns.values(tracker.caller, new ListRunValues(List.of(first), List.of(), List.of("prompt")))
                        .params())
                .containsExactly(new ListRunValues.ParamColumn("prompt", List.of(0), List.of(text)));
    }

    @Test
    void requestsAreBounded() {
        List<String> many = IntStream.range(0, RunColumns.MAX_RUNS + 1)
                .mapToObj(i -> "r" + i)
                .toList();
        List<String> keys = Collections.nCopies(RunColumns.MAX_KEYS + 1, "loss");
        assertInvalid(() -> columns.keys(tracker.caller, new ListRunKeys(List.of())));
        assertInvalid(() -> columns.keys(tracker.caller, new ListRunKeys(many)));
        assertInvalid(() -> columns.keys(tracker.caller, new ListRunKeys(List.of(first, first))));
        assertInvalid(() -> columns.values(tracker.caller, new ListRunValues(List.of(first), keys, List.of())));
    }

    @Test
    void runsOfOtherWorkspacesAreNotThere() {
        String theirs = new Tracker(tracker.database).run();
        assertMissing(() -> columns.keys(tracker.caller, new ListRunKeys(List.of(first, theirs))));
        assertMissing(
                () -> columns.values(tracker.caller, new ListRunValues(List.of(theirs), List.of("loss"), List.of())));
    }
}
