package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.DeleteTag;
import dev.cairn.protocol.tracking.LogMetric;
import dev.cairn.protocol.tracking.LogModel;
import dev.cairn.protocol.tracking.LogParam;
import dev.cairn.protocol.tracking.SetTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RunLoggingTest {
    private final Tracker tracker;
    private final String run;

    RunLoggingTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        run = tracker.run();
    }

    @Test
    void aParameterIsLoggedOnceAndMayBeRepeated() {
        logParam("depth", "3");
        logParam("depth", "3");
        assertThat(tracker.params(run)).containsOnlyKeys("depth").containsEntry("depth", "3");
    }

    @Test
    void aParameterNeverChanges() {
        logParam("depth", "3");
        assertInvalid(() -> logParam("depth", "4"))
                .startsWith("Changing param values is not allowed.")
                .contains("key='depth'", "value='3'", "value '4'");
        assertThat(tracker.params(run)).containsEntry("depth", "3");
    }

    @Test
    void anUnsetParameterIsEmpty() {
        logParam("nothing", null);
        logParam("nothing", "");
        assertThat(tracker.params(run)).containsEntry("nothing", "");
    }

    @Test
    void longValuesAreCut() {
        logParam("long", "🙂".repeat(6_001));
        assertThat(tracker.params(run)).containsEntry("long", "🙂".repeat(6_000));
        setTag("long", "x".repeat(8_001));
        assertThat(tracker.tags(run)).containsEntry("long", "x".repeat(8_000));
    }

    @Test
    void aTagIsSetAgainAndDeletedOnce() {
        setTag("team", "red");
        setTag("team", "blue");
        setTag("empty", null);
        assertThat(tracker.tags(run)).containsEntry("team", "blue").containsEntry("empty", "");
        deleteTag("team");
        assertThat(tracker.tags(run)).doesNotContainKey("team");
        assertMissing(() -> deleteTag("team")).isEqualTo("No tag with name: team in run with id %s", run);
        assertMissing(() -> deleteTag("a name that nobody ever logged"));
    }

    @Test
    void aMetricAParameterAndATagMayShareTheirName() {
        logParam("x", "1");
        setTag("x", "2");
        tracker.log(run, Tracker.point("x", 3, 0, 0));
        assertThat(tracker.params(run)).containsEntry("x", "1");
        assertThat(tracker.tags(run)).containsEntry("x", "2");
        assertThat(tracker.history(run, "x")).containsExactly(Tracker.point("x", 3, 0, 0));
    }

    @Test
    void namesAreTheSameForAProcessThatRemembersNothing() {
        logParam("shared name", "1");
        Tracker other = tracker.elsewhere();
        assertThat(other.params(run)).containsEntry("shared name", "1");
        other.logging.setTag(tracker.caller, new SetTag(run, "shared name", "2"));
        other.logging.setTag(tracker.caller, new SetTag(run, "new over there", "3"));
        setTag("new over there", "4");
        assertThat(tracker.tags(run)).containsEntry("shared name", "2").containsEntry("new over there", "4");
    }

    @Test
    void keysAreChecked() {
        for (String key : new String[] {"a?", "/a", "a//b", "../a", ".", "a/./b", "k".repeat(251)}) {
            assertInvalid(() -> logParam(key, "1"));
            assertInvalid(() -> setTag(key, "1"));
            assertInvalid(() -> logMetric(key, 0L));
        }
        for (String key : new String[] {"a/b", "a.b-c_d e:f", "Ä/測試", "k".repeat(250)}) {
            logParam(key, "1");
            setTag(key, "1");
            logMetric(key, 0L);
        }
        assertThat(tracker.params(run)).hasSize(4);
        assertThat(tracker.get(run).data().metrics()).hasSize(4);
    }

    @Test
    void aTimestampIsNotNegative() {
        assertInvalid(() -> logMetric("m", -1L)).contains("Timestamp must be a nonnegative long");
        assertThat(tracker.get(run).data().metrics()).isEmpty();
    }

    @Test
    void nothingIsWrittenToARunInTheTrash() {
        setTag("kept", "1");
        tracker.runs.delete(tracker.caller, new DeleteRun(run));
        assertInvalid(() -> logParam("a", "1")).contains("must be in the 'active' state");
        assertInvalid(() -> setTag("a", "1"));
        assertInvalid(() -> deleteTag("kept"));
        assertInvalid(() -> logMetric("a", 0L));
        assertInvalid(() -> tracker.log(run, Tracker.point("a", 1, 0, 0)));
        assertInvalid(() -> logModel(model("m")));
        assertThat(tracker.params(run)).isEmpty();
        assertThat(tracker.tags(run)).containsOnlyKeys("kept", "mlflow.runName");
    }

    @Test
    void anUnknownRunIsMissing() {
        assertMissing(() -> tracker.logging.logParam(tracker.caller, new LogParam("nothing", "a", "1")));
        assertMissing(() -> tracker.log("nothing", Tracker.point("a", 1, 0, 0)));
    }

    @Test
    void modelsOfOldClientsAreListedInATag() {
        logModel(model("one"));
        logModel(model("two"));
        assertThat(tracker.tags(run))
                .containsEntry("mlflow.log-model.history", "[%s,%s]".formatted(model("one"), model("two")));
        assertInvalid(() -> logModel("[]"));
        assertInvalid(() -> logModel("{\"run_id\":\"x\"}")).contains("artifact_path, flavors, utc_time_created");
    }

    private static String model(String path) {
        return "{\"artifact_path\":\"%s\",\"flavors\":{},\"utc_time_created\":\"now\",\"run_id\":\"x\"}"
                .formatted(path);
    }

    private void logParam(String key, @Nullable String value) {
        tracker.logging.logParam(tracker.caller, new LogParam(run, key, value));
    }

    private void setTag(String key, @Nullable String value) {
        tracker.logging.setTag(tracker.caller, new SetTag(run, key, value));
    }

    private void deleteTag(String key) {
        tracker.logging.deleteTag(tracker.caller, new DeleteTag(run, key));
    }

    private void logMetric(String key, Long timestamp) {
        tracker.logging.logMetric(tracker.caller, new LogMetric(run, key, 1.0, timestamp, null, null, null, null));
    }

    private void logModel(String json) {
        tracker.logging.logModel(tracker.caller, new LogModel(run, json));
    }
}
