package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static dev.cairn.tracking.Tracker.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.RunData;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class LogBatchTest {
    private static final List<Metric> POINT = List.of(point("m", 1, 0, 0));
    private static final List<Tag> PARAM = List.of(new Tag("p", "1"));
    private static final List<Tag> TAG = List.of(new Tag("t", "1"));

    private final Tracker tracker;
    private final String run;

    LogBatchTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        run = tracker.run();
    }

    @Test
    void aBatchIsStoredWhole() {
        log(POINT, PARAM, List.of(new Tag("t", "1"), new Tag("mlflow.runName", "renamed")));
        RunData data = tracker.get(run).data();
        assertThat(data.metrics()).isEqualTo(POINT);
        assertThat(data.params()).isEqualTo(PARAM);
        assertThat(Tracker.texts(data.tags())).hasSize(2).containsEntry("t", "1");
        assertThat(tracker.get(run).info().runName()).isEqualTo("renamed");
    }

    @Test
    void anEmptyBatchIsNothing() {
        log(List.of(), List.of(), List.of());
        assertStoredNothing();
    }

    @Test
    void nothingOfABatchIsStoredWhenAChangedParameterIsRefused() {
        log(List.of(), List.of(new Tag("depth", "3")), List.of());
        List<Tag> params = List.of(new Tag("p", "1"), new Tag("depth", "4"));
        assertInvalid(() -> log(POINT, params, TAG))
                .startsWith("Changing param values is not allowed. Params were already logged=")
                .contains("{'key': 'depth', 'old_value': '3', 'new_value': '4'}");
        assertThat(tracker.params(run)).containsOnlyKeys("depth").containsEntry("depth", "3");
        assertThat(tracker.history(run, "m")).isEmpty();
        assertThat(tracker.tags(run)).doesNotContainKey("t");
    }

    @Test
    void nothingOfABatchIsStoredWhenAnyPartIsRefused() {
        Metric late = point("m", 1, -1, 0);
        Metric ofNoModel = new Metric("m", 1.0, 0L, 0L, null, null, "m-unknown", null);
        assertInvalid(() -> log(List.of(POINT.getFirst(), late), PARAM, TAG));
        assertInvalid(() -> log(List.of(POINT.getFirst(), point("?", 1, 0, 0)), PARAM, TAG))
                .contains("metrics[1].name");
        assertMissing(() -> log(List.of(POINT.getFirst(), ofNoModel), PARAM, TAG));
        assertInvalid(() -> log(POINT, List.of(PARAM.getFirst(), new Tag("?", "1")), TAG))
                .contains("params[1].key");
        assertInvalid(() -> log(POINT, PARAM, List.of(TAG.getFirst(), new Tag("?", "1"))))
                .contains("tags[1].key");
        assertStoredNothing();
    }

    @Test
    void namesOfARefusedBatchAreNotRememberedWrongly() {
        String name = "first in a refused batch " + run;
        log(List.of(), List.of(new Tag("depth", "3")), List.of());
        assertInvalid(() -> log(List.of(), List.of(new Tag(name, "1"), new Tag("depth", "4")), List.of()));
        log(List.of(point(name, 5, 0, 0)), List.of(), List.of());
        assertThat(tracker.elsewhere().history(run, name)).containsExactly(point(name, 5, 0, 0));
    }

    @Test
    void aParameterIsInABatchOnlyOnce() {
        List<Tag> twice = List.of(new Tag("p", "1"), new Tag("p", "1"));
        assertInvalid(() -> log(POINT, twice, TAG)).contains("Duplicate parameter keys", "'p'");
        assertStoredNothing();
    }

    @Test
    void theLastOfTwoTagsCounts() {
        log(List.of(), List.of(), List.of(new Tag("t", "1"), new Tag("t", "2")));
        assertThat(tracker.tags(run)).containsEntry("t", "2");
    }

    @Test
    void aBatchHasLimits() {
        assertInvalid(() -> log(points(1_001), List.of(), List.of()))
                .contains("at most 1000 metrics. Got 1001 metrics");
        assertInvalid(() -> log(List.of(), texts(101), List.of())).contains("at most 100 params. Got 101 params");
        assertInvalid(() -> log(List.of(), List.of(), texts(101))).contains("at most 100 tags. Got 101 tags");
        assertInvalid(() -> log(points(900), texts(100), texts(1)))
                .contains("at most 1000 metrics, params, and tags. Got 1001");
        assertStoredNothing();
        log(points(800), texts(100), texts(100));
        RunData data = tracker.get(run).data();
        assertThat(data.metrics()).hasSize(800);
        assertThat(data.params()).hasSize(100);
        assertThat(data.tags()).hasSize(101);
    }

    private static List<Metric> points(int count) {
        return IntStream.range(0, count).mapToObj(i -> point("m" + i, i, i, i)).toList();
    }

    private static List<Tag> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Tag("k" + i, "v")).toList();
    }

    private void log(List<Metric> metrics, List<Tag> params, List<Tag> tags) {
        tracker.logging.logBatch(tracker.caller, new LogBatch(run, metrics, params, tags));
    }

    private void assertStoredNothing() {
        RunData data = tracker.get(run).data();
        assertThat(data.metrics()).isEmpty();
        assertThat(data.params()).isEmpty();
        assertThat(Tracker.texts(data.tags())).containsOnlyKeys("mlflow.runName");
        assertThat(tracker.history(run, "m")).isEmpty();
    }
}
