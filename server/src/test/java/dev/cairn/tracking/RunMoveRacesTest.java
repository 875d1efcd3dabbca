package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.runs.ListExperimentKeys;
import dev.cairn.protocol.runs.MoveRuns;
import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.LogModel;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.SetLoggedModelTags;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.tracking.UpdateRun;
import dev.cairn.tables.RunTables;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs that go to another experiment while others write to them. Only PostgreSQL has two writers at a time.
@Timeout(60)
class RunMoveRacesTest {
    @AutoClose
    private final Database database = TestDatabase.POSTGRES.fresh();

    private final Tracker tracker = new Tracker(database);
    private final String from = tracker.experiment("from");
    private final String to = tracker.experiment("to");

    @Test
    void aRunThatMovesWhileItsEndIsWaitingIsEnded() throws Exception {
        String run = tracker.run(from, "moved").runId();

        whileRunIsMoved(
                run, () -> tracker.runs.update(tracker.caller, new UpdateRun(run, RunStatus.FINISHED, 5L, null)));

        assertThat(tracker.get(run).info().status()).isEqualTo(RunStatus.FINISHED);
        assertThat(tracker.get(run).info().experimentId()).isEqualTo(to);
    }

    @Test
    void aModelThatMovesWhileATagIsWaitingIsTagged() throws Exception {
        String run = tracker.run(from, "moved").runId();
        String model = tracker.models
                .create(tracker.caller, new CreateLoggedModel(from, null, null, run, List.of(), List.of()))
                .model()
                .info()
                .modelId();
        SetLoggedModelTags request = new SetLoggedModelTags(model, List.of(new Tag("team", "x")));
        whileRunIsMoved(run, () -> tracker.models.setTags(tracker.caller, request));
    }

    @Test
    void aRunThatTwoMoveIsInOnePlaceWithItsModels() throws Exception {
        String run = tracker.run(from, "moved").runId();
        String third = tracker.experiment("third");

        MoveRuns.Response second =
                whileRunIsMoved(run, () -> tracker.moves.move(tracker.caller, new MoveRuns(List.of(run), third)));

        assertThat(second.moved()).isEqualTo(1);
        assertThat(tracker.get(run).info().experimentId()).isEqualTo(third);
        assertThat(tracker.found(to, "")).isEmpty();
    }

    @Test
    void aKeyThatComesInWhileTheRunMovesIsListedWhereItGoes() throws Exception {
        String run = tracker.run(from, "moved").runId();
        String model = "{\"artifact_path\": \"m\", \"flavors\": {}, \"utc_time_created\": \"t\", \"run_id\": \"%s\"}"
                .formatted(run);
        whileRunIsMoved(run, () -> tracker.logging.logModel(tracker.caller, new LogModel(run, model)));
        assertThat(tags(to)).contains("mlflow.log-model.history");
    }

    @Test
    void aKeyThatComesInBeforeTheMoveGetsTheRunIsListedWhereItGoes() throws Exception {
        String run = tracker.run(from, "moved").runId();
        long name = database.write(tx -> tracker.names.idOf(tx, "team"));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<MoveRuns.Response> moving = database.write(tx -> {
                StoredRun stored = new RunStore(tx, tracker.caller).active(run);
                Future<MoveRuns.Response> asked =
                        executor.submit(() -> tracker.moves.move(tracker.caller, new MoveRuns(List.of(run), to)));
                awaitWaiting(asked);
                new TagStore(tx).setTag(new RunKey(stored.id(), name), "x");
                return asked;
            });
            assertThat(moving.get().moved()).isEqualTo(1);
        }
        assertThat(tags(to)).contains("team");
    }

    private List<String> tags(String experiment) {
        return new RunTables(database, tracker.finder)
                .keys(tracker.caller, new ListExperimentKeys(experiment, "tags", null, null))
                .keys();
    }

    /// Asks for something that has to wait for a move that is under way, and lets the move end.
    private <T> T whileRunIsMoved(String run, Callable<T> request) throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<T> waiting = database.write(tx -> {
                StoredRun stored = new RunStore(tx, tracker.caller).get(run);
                new RunMoveStore(tx)
                        .move(stored.experimentId(), Long.parseLong(to), new long[] {stored.id()}, List.of(run));
                Future<T> asked = executor.submit(request);
                awaitWaiting(asked);
                return asked;
            });
            return waiting.get();
        }
    }

    private void awaitWaiting(Future<?> asked) {
        while (!asked.isDone() && database.read(RunMoveRacesTest::waiting) == 0) {
            Thread.onSpinWait();
        }
        assertThat(asked.isDone()).as("it waits for the move").isFalse();
    }

    private static long waiting(Transaction tx) {
        return tx.number(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
    }
}
