package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Together;
import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.LogModel;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.SetTag;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.tracking.UpdateRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many writers at once: every one of them succeeds, nothing is lost, and nobody waits for anybody crosswise.
@OnEachDatabase
class ConcurrentLoggingTest {
    private static final int WRITERS = 16;

    private final TestDatabase kind;
    private final Tracker tracker;

    ConcurrentLoggingTest(TestDatabase kind) {
        this.kind = kind;
        tracker = new Tracker(kind.fresh());
    }

    @AfterEach
    void noTransactionsWereDeadlocked() {
        Deadlocks.assertNone(kind, tracker.database);
        tracker.database.close();
    }

    @Test
    void batchesToOneRunAreAllThere() throws InterruptedException {
        String run = tracker.run();
        succeed(writer -> {
            for (int batch = 0; batch < 10; batch++) {
                log(run, writer, batch, "shared ", new Random(100L * writer + batch));
            }
        });
        assertComplete(run, 10);
    }

    @Test
    void batchesToDifferentRunsAreAllThere() throws InterruptedException {
        String experiment = tracker.experiment();
        List<String> runs = IntStream.range(0, WRITERS)
                .mapToObj(i -> tracker.run(experiment))
                .toList();
        succeed(writer -> {
            for (int batch = 0; batch < WRITERS; batch++) {
                String run = runs.get((writer + batch) % WRITERS);
                log(run, writer, 0, "shared ", new Random(100L * writer + batch));
            }
        });
        for (String run : runs) {
            assertComplete(run, 1);
        }
    }

    @Test
    void newNamesInAnyOrderGetOneNumberEach() throws InterruptedException {
        String experiment = tracker.experiment();
        List<String> runs = IntStream.range(0, WRITERS)
                .mapToObj(i -> tracker.run(experiment))
                .toList();
        for (int round = 0; round < 5; round++) {
            String prefix = "round " + round + " ";
            succeed(writer -> log(runs.get(writer), writer, 0, prefix, new Random(writer)));
        }
        long numbers = tracker.database.read(tx -> tx.number("SELECT COUNT(*) FROM names WHERE name LIKE 'round %'"));
        assertThat(numbers).isEqualTo(5 * 60);
    }

    @Test
    void aPointThatAllLogIsThereOnce() throws InterruptedException {
        String run = tracker.run();
        Metric point = Tracker.point("m", 1, 1, 1);
        succeed(_ -> tracker.log(run, point, point));
        assertThat(tracker.history(run, "m")).containsExactly(point);
    }

    @Test
    void updatesOfDifferentFieldsKeepEachOther() throws InterruptedException {
        for (int round = 0; round < 10; round++) {
            String run = tracker.run();
            List<UpdateRun> updates = List.of(
                    new UpdateRun(run, RunStatus.FINISHED, null, null),
                    new UpdateRun(run, null, 5L, null),
                    new UpdateRun(run, null, null, "renamed"));
            List<Object> outcomes = Together.run(3, i -> () -> tracker.runs.update(tracker.caller, updates.get(i)));
            assertThat(Together.failures(outcomes)).isEmpty();
            assertThat(tracker.get(run).info().status()).isEqualTo(RunStatus.FINISHED);
            assertThat(tracker.get(run).info().endTime()).isEqualTo(5L);
            assertThat(tracker.get(run).info().runName()).isEqualTo("renamed");
        }
    }

    @Test
    void theNameAndItsTagStayTheSame() throws InterruptedException {
        String run = tracker.run();
        succeed(writer -> {
            if (writer % 2 == 0) {
                tracker.logging.setTag(tracker.caller, new SetTag(run, "mlflow.runName", "name " + writer));
            } else {
                tracker.runs.update(tracker.caller, new UpdateRun(run, null, null, "name " + writer));
            }
        });
        assertThat(tracker.tags(run))
                .containsEntry("mlflow.runName", tracker.get(run).info().runName());
    }

    @Test
    void modelsOfOldClientsAreAllListed() throws InterruptedException {
        String run = tracker.run();
        succeed(writer -> tracker.logging.logModel(
                tracker.caller,
                new LogModel(
                        run,
                        "{\"artifact_path\":\"model-%d.\",\"flavors\":{},\"utc_time_created\":\"\",\"run_id\":\"\"}"
                                .formatted(writer))));
        String list = tracker.tags(run).getOrDefault("mlflow.log-model.history", "");
        for (int writer = 0; writer < WRITERS; writer++) {
            assertThat(list).contains("model-%d.".formatted(writer));
        }
    }

    /// Logs a point to each of 20 series, 20 parameters that all writers agree on, and 20 tags, in an order of its own.
    private void log(String run, int writer, int batch, String prefix, Random random) {
        List<Metric> metrics = new ArrayList<>();
        List<Tag> params = new ArrayList<>();
        List<Tag> tags = new ArrayList<>();
        for (int key = 0; key < 20; key++) {
            metrics.add(Tracker.point(prefix + "m" + key, writer, batch, writer));
            params.add(new Tag(prefix + "p" + key, "agreed"));
            tags.add(new Tag(prefix + "t" + key, "by " + writer));
        }
        List.of(metrics, params, tags).forEach(list -> Collections.shuffle(list, random));
        tracker.logging.logBatch(tracker.caller, new LogBatch(run, metrics, params, tags));
    }

    private void assertComplete(String run, int batches) {
        for (int key = 0; key < 20; key++) {
            assertThat(tracker.history(run, "shared m" + key)).isEqualTo(points("shared m" + key, batches));
        }
        assertThat(tracker.get(run).data().metrics()).hasSize(20).allSatisfy(latest -> {
            assertThat(latest.step()).isEqualTo(WRITERS - 1);
            assertThat(latest.timestamp()).isEqualTo(batches - 1);
        });
        assertThat(tracker.params(run)).hasSize(20).containsValue("agreed");
        assertThat(tracker.tags(run)).hasSize(21);
    }

    private static List<Metric> points(String key, int batches) {
        List<Metric> points = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            for (int writer = 0; writer < WRITERS; writer++) {
                points.add(Tracker.point(key, writer, batch, writer));
            }
        }
        return points;
    }

    private interface Writing {
        void run(int writer);
    }

    private static void succeed(Writing writing) throws InterruptedException {
        List<Object> outcomes = Together.run(WRITERS, writer -> () -> {
            writing.run(writer);
            return "done";
        });
        assertThat(Together.failures(outcomes)).isEmpty();
    }
}
