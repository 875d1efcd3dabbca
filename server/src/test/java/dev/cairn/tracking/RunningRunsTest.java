package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.DeleteExperiment;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.ListRunningRuns;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.RunningRun;
import dev.cairn.protocol.tracking.UpdateRun;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RunningRunsTest {
    private final Tracker tracker;
    private final RunningRuns running;

    RunningRunsTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        running = new RunningRuns(tracker.database, new Activity(tracker.clock, Duration.ofMinutes(10)));
    }

    @Test
    void runsUnderWayOfAllExperimentsAreListedThoseFirstThatBeganLast() {
        String first = tracker.run(tracker.experiment("a"));
        tracker.clock.pass(Duration.ofMinutes(11));
        String second = tracker.run(tracker.experiment("b"));
        String ended = tracker.run(tracker.experiment("c"));
        tracker.runs.update(tracker.caller, new UpdateRun(ended, RunStatus.FINISHED, null, null));

        assertThat(list(null).runs()).extracting(run -> run.info().runId()).containsExactly(second, first);
        assertThat(list(null).runs()).extracting(RunningRun::experimentName).containsExactly("b", "a");
        assertThat(list(null).runs().getLast().info().stale()).isTrue();
        assertThat(list(null).more()).isFalse();
        assertThat(list(1L).runs()).hasSize(1);
        assertThat(list(1L).more()).isTrue();
    }

    @Test
    void whatIsInTheTrashIsNot() {
        String experiment = tracker.experiment();
        tracker.run(experiment);
        String other = tracker.run(tracker.experiment());

        tracker.experiments.delete(tracker.caller, new DeleteExperiment(experiment));
        tracker.runs.delete(tracker.caller, new DeleteRun(other));

        assertThat(list(null).runs()).isEmpty();
    }

    @Test
    void aPageHasBounds() {
        assertInvalid(() -> list(0L));
        assertInvalid(() -> list(1_001L));
    }

    private ListRunningRuns.Response list(@Nullable Long most) {
        return running.list(tracker.caller, new ListRunningRuns(most));
    }
}
