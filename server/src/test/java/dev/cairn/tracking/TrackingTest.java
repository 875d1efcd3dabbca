package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Together;
import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.DeleteLoggedModel;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.GetLoggedModel;
import dev.cairn.protocol.tracking.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class TrackingTest {
    private final Database database;
    private final Tracker tracker;
    private final Caller stranger;
    private Tracking tracking;

    TrackingTest(TestDatabase kind) {
        database = kind.shared();
        tracker = new Tracker(kind);
        stranger = new Tracker(kind).caller;
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        tracking = new Tracking(database, new Artifacts(new LocalStore(folder)), "mlflow-artifacts:/", tracker.clock);
    }

    @Test
    void aRunIsFoundEvenInTheTrashButNotFromElsewhere() {
        String experiment = tracker.experiment();
        String run = tracker.run(experiment);
        tracker.runs.delete(tracker.caller, new DeleteRun(run));
        assertThat(findRun(tracker.caller, run))
                .map(ArtifactOwner::artifactUri)
                .contains("mlflow-artifacts:/workspaces/%s/%s/%s/artifacts"
                        .formatted(tracker.caller.workspace().name(), experiment, run));
        assertThat(findRun(stranger, run)).isEmpty();
        assertThat(findRun(tracker.caller, "nothing")).isEmpty();
    }

    @Test
    void aModelIsFoundOutsideTheTrashAndNotFromElsewhere() {
        String model = model("run-1");
        assertThat(findModel(tracker.caller, model)).map(ArtifactOwner::runId).contains("run-1");
        assertThat(findModel(stranger, model)).isEmpty();
        tracker.models.delete(tracker.caller, new DeleteLoggedModel(model));
        assertThat(findModel(tracker.caller, model)).isEmpty();
    }

    @Test
    void aTagFollowsFromItsValue() throws InterruptedException {
        String model = model(null);
        List<Object> outcomes = Together.run(16, i -> () -> {
            tag(tracker.caller, model);
            return "done";
        });
        assertThat(Together.failures(outcomes)).isEmpty();
        tag(stranger, model);
        tag(tracker.caller, "m-unknown");
        assertThat(tracker.models
                        .get(tracker.caller, new GetLoggedModel(model, null))
                        .model()
                        .info()
                        .tags())
                .containsExactly(new Tag("count", "x".repeat(16)));
    }

    private void tag(Caller caller, String model) {
        database.write(tx -> {
            tracking.tagModel(tx, caller, model, "count", before -> before.orElse("") + "x");
            return "done";
        });
    }

    private Optional<ArtifactOwner> findRun(Caller caller, String run) {
        return database.read(tx -> tracking.findRun(tx, caller, run));
    }

    private Optional<ArtifactOwner> findModel(Caller caller, String model) {
        return database.read(tx -> tracking.findModel(tx, caller, model));
    }

    private String model(@org.jspecify.annotations.Nullable String sourceRun) {
        return tracker.models
                .create(
                        tracker.caller,
                        new CreateLoggedModel(tracker.experiment(), null, null, sourceRun, List.of(), List.of()))
                .model()
                .info()
                .modelId();
    }
}
