package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.Heartbeat;
import dev.cairn.protocol.tracking.LogParam;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.SetExperimentTag;
import dev.cairn.protocol.tracking.SetTag;
import dev.cairn.protocol.tracking.UpdateRun;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
class StaleRunsTest {
    private final Tracker tracker;
    private final String experiment;
    private final String run;

    StaleRunsTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        experiment = tracker.experiment();
        run = tracker.run(experiment);
    }

    @Test
    void aSilentRunIsStaleUntilItReports() {
        assertThat(info().stale()).isNull();
        tracker.clock.pass(Duration.ofMinutes(11));
        assertThat(info().stale()).isTrue();
        long silent = lastActivity();

        tracker.log(run, Tracker.point("loss", 1, 1, 1));

        assertThat(info().stale()).isNull();
        assertThat(lastActivity() - silent).isGreaterThan(Duration.ofMinutes(11).toMillis());
    }

    @Test
    void everyWriteToARunIsASignOfLife() {
        assertSignOfLife(() -> tracker.log(run, Tracker.point("loss", 1, 1, 1)));
        assertSignOfLife(() -> tracker.logging.logParam(tracker.caller, new LogParam(run, "p", "1")));
        assertSignOfLife(() -> tracker.logging.setTag(tracker.caller, new SetTag(run, "t", "1")));
        assertSignOfLife(() -> tracker.logging.setTag(tracker.caller, new SetTag(run, "mlflow.runName", "new")));
        assertSignOfLife(() -> tracker.runs.update(tracker.caller, new UpdateRun(run, null, null, "newer")));
        assertSignOfLife(this::beat);
        String folder = "%s/%s/artifacts/".formatted(tracker.folder(experiment), run);
        assertSignOfLife(() -> stored(folder + "weights.bin"));
        assertSignOfLife(() -> stored(folder + "model/artifacts/weights.bin"));
        assertSignOfLife(() -> stored(folder + "model/artifacts/other/artifacts/weights.bin"));
    }

    @Test
    void aFileInTheFolderOfAnotherRunIsNoSignOfLife() {
        String other = tracker.run(experiment);
        tracker.clock.pass(Duration.ofMinutes(11));
        stored("%s/%s/artifacts/%s/artifacts/weights.bin".formatted(tracker.folder(experiment), other, run));
        stored("elsewhere/%s/artifacts/weights.bin".formatted(run));
        stored("%s/models/m-1/artifacts/%s/artifacts/weights.bin".formatted(tracker.folder(experiment), run));
        assertThat(info().stale()).isTrue();
        assertThat(tracker.get(other).info().stale()).isNull();
    }

    private void stored(String path) {
        tracker.changes.stored(ArtifactPath.of(path));
    }

    @Test
    void signsThatComeFastAreStoredOnceInAWhile() {
        long first = lastActivity();
        for (int step = 0; step < 50; step++) {
            tracker.log(run, Tracker.point("loss", 1, 1, step));
            beat();
        }
        assertThat(lastActivity()).isEqualTo(first);
    }

    @Test
    void aRunThatIsOverIsNeverStale() {
        tracker.runs.update(tracker.caller, new UpdateRun(run, RunStatus.FINISHED, 1L, null));
        tracker.clock.pass(Duration.ofDays(1));
        assertThat(info().stale()).isNull();
    }

    @Test
    void aServerThatJustCameUpHasPatience() {
        tracker.clock.pass(Duration.ofDays(1));
        Activity young = new Activity(tracker.clock, Duration.ofMinutes(10));
        StoredRun stored = tracker.database.read(tx -> new RunStore(tx, tracker.caller).get(run));
        assertThat(young.isStale(stored)).isFalse();
        tracker.clock.pass(Duration.ofMinutes(11));
        assertThat(young.isStale(stored)).isTrue();
    }

    @Test
    void aHeartbeatTellsWhatBecameOfTheRun() {
        assertThat(beat()).isEqualTo(RunStatus.RUNNING);
        tracker.runs.update(tracker.caller, new UpdateRun(run, RunStatus.KILLED, 1L, null));
        assertThat(beat()).isEqualTo(RunStatus.KILLED);
        tracker.runs.delete(tracker.caller, new DeleteRun(run));
        assertInvalid(this::beat);
        assertMissing(() -> tracker.runs.heartbeat(tracker.caller, new Heartbeat("nothing")));
    }

    @Test
    void thePolicyEndsSilentRunsAndSaysWhy() {
        StaleRuns policy = policy("30m KILLED");
        tracker.clock.pass(Duration.ofMinutes(29));
        policy.close();
        assertThat(info().status()).isEqualTo(RunStatus.RUNNING);
        long last = lastActivity();
        tracker.clock.pass(Duration.ofMinutes(2));

        policy.close();

        assertThat(info().status()).isEqualTo(RunStatus.KILLED);
        assertThat(info().endTime()).isEqualTo(last);
        assertThat(tracker.tags(run).get(StaleRuns.REASON_TAG))
                .startsWith("No sign of life since 20")
                .endsWith("closed as KILLED after 30m.");
    }

    @Test
    void aRunThatReportsIsLeftAlone() {
        StaleRuns policy = policy("30m");
        tracker.clock.pass(Duration.ofMinutes(29));
        beat();
        tracker.clock.pass(Duration.ofMinutes(2));
        policy.close();
        assertThat(info().status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void anExperimentHasAPolicyOfItsOwn() {
        tracker.experiments.setTag(tracker.caller, new SetExperimentTag(experiment, StaleRuns.POLICY_TAG, "5m FAILED"));
        StaleRuns off = policy("off");
        tracker.clock.pass(Duration.ofMinutes(6));
        off.close();
        assertThat(info().status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void anExperimentMayKeepItsStaleRuns() {
        tracker.experiments.setTag(tracker.caller, new SetExperimentTag(experiment, StaleRuns.POLICY_TAG, "off"));
        StaleRuns policy = policy("30m");
        tracker.clock.pass(Duration.ofDays(1));
        policy.close();
        assertThat(info().status()).isEqualTo(RunStatus.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "never", "30", "10s", "30m DONE", "30m FINISHED", "-5m"})
    void aSettingThatIsNoPolicyIsRefused(String setting) {
        assertThatThrownBy(() -> StaleRuns.Policy.setting(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--close-stale-runs");
    }

    private StaleRuns policy(String setting) {
        Optional<StaleRuns.Policy> policy = StaleRuns.Policy.setting(setting);
        return new StaleRuns(tracker.database, tracker.names, tracker.changes, tracker.clock, policy);
    }

    private void assertSignOfLife(Runnable write) {
        tracker.clock.pass(Duration.ofMinutes(11));
        assertThat(info().stale()).isTrue();
        write.run();
        assertThat(info().stale()).isNull();
    }

    private RunStatus beat() {
        return tracker.runs.heartbeat(tracker.caller, new Heartbeat(run)).status();
    }

    private RunInfo info() {
        return tracker.get(run).info();
    }

    private long lastActivity() {
        return Objects.requireNonNull(info().lastActivityTime());
    }
}
