package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Together;
import dev.cairn.protocol.tracking.CreateExperiment;
import dev.cairn.protocol.tracking.CreateRun;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.GetExperiment;
import dev.cairn.protocol.tracking.UpdateExperiment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class DefaultExperimentTest {
    private static final Caller CALLER = Caller.LOCAL_OWNER;

    private final Database database;
    private final Tracker tracker;

    DefaultExperimentTest(TestDatabase kind) {
        database = kind.fresh();
        tracker = new Tracker(database);
        tracker.experiments.createDefault();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNewDatabaseHasTheExperimentZero() {
        Experiment zero = get("0");
        assertThat(zero.name()).isEqualTo("Default");
        assertThat(zero.artifactLocation()).isEqualTo("mlflow-artifacts:/0");
        assertThat(zero.workspace()).isEqualTo("default");
    }

    @Test
    void anUntouchedDefaultMakesRoomForTheOneOfAnotherServer() {
        Experiment other = new Experiment("0", "Base", "", "active", 2, 1, List.of(), "default");

        assertThat(tracker.importing
                        .addExperiment(CALLER, "there", other)
                        .here()
                        .experimentId())
                .isEqualTo("0");
        assertThat(get("0").name()).isEqualTo("Base");
        assertThat(tracker.importing
                        .addExperiment(CALLER, "elsewhere", other)
                        .here()
                        .experimentId())
                .isEqualTo("1");
    }

    @Test
    void aDefaultInUseStaysWhatItIs() {
        tracker.runs.create(CALLER, new CreateRun("0", null, null, 1L, List.of()));
        Experiment other = new Experiment("0", "Default", "", "active", 2, 1, List.of(), "default");

        Experiment imported =
                tracker.importing.addExperiment(CALLER, "there", other).here();

        assertThat(imported.experimentId()).isEqualTo("1");
        assertThat(imported.name()).isEqualTo("Default (imported)");
        assertThat(get("0").name()).isEqualTo("Default");
    }

    @Test
    void theNextExperimentIsOne() {
        assertThat(tracker.experiments
                        .create(CALLER, new CreateExperiment("next", null, List.of()))
                        .experimentId())
                .isEqualTo("1");
    }

    @Test
    void itIsNotMadeTwiceNorBroughtBack() {
        tracker.experiments.update(CALLER, new UpdateExperiment("0", "Renamed"));
        tracker.experiments.createDefault();
        assertThat(get("0").name()).isEqualTo("Renamed");
    }

    @Test
    void serversThatStartTogetherMakeItOnce() throws InterruptedException {
        database.write(tx -> tx.update("DELETE FROM experiments"));
        List<Object> outcomes = Together.run(8, i -> () -> {
            tracker.experiments.createDefault();
            return "done";
        });
        assertThat(Together.failures(outcomes)).isEmpty();
        assertThat(get("0").name()).isEqualTo("Default");
    }

    @Test
    void aRunWithoutAnExperimentBelongsToIt() {
        CreateRun request = new CreateRun(null, null, null, null, List.of());
        assertThat(tracker.runs.create(CALLER, request).run().info().experimentId())
                .isEqualTo("0");
    }

    private Experiment get(String id) {
        return tracker.experiments.get(CALLER, new GetExperiment(id)).experiment();
    }
}
