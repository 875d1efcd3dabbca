package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static dev.cairn.tracking.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.tracking.CreateExperiment;
import dev.cairn.protocol.tracking.DeleteExperiment;
import dev.cairn.protocol.tracking.DeleteExperimentTag;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.GetExperiment;
import dev.cairn.protocol.tracking.GetExperimentByName;
import dev.cairn.protocol.tracking.RestoreExperiment;
import dev.cairn.protocol.tracking.SetExperimentTag;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.tracking.UpdateExperiment;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ExperimentsTest {
    private final Tracker tracker;

    ExperimentsTest(TestDatabase kind) {
        tracker = new Tracker(kind);
    }

    @Test
    void aNewExperimentIsActiveAndHasAPlaceForArtifacts() {
        String id = tracker.experiments
                .create(
                        tracker.caller,
                        new CreateExperiment("first", null, List.of(new Tag("b", "2"), new Tag("a", "1"))))
                .experimentId();
        Experiment experiment = get(id);
        assertThat(experiment.experimentId()).isEqualTo(id);
        assertThat(experiment.name()).isEqualTo("first");
        assertThat(experiment.artifactLocation())
                .isEqualTo("mlflow-artifacts:/workspaces/%s/%s"
                        .formatted(tracker.caller.workspace().name(), id));
        assertThat(experiment.lifecycleStage()).isEqualTo("active");
        assertThat(experiment.creationTime()).isPositive().isEqualTo(experiment.lastUpdateTime());
        assertThat(experiment.tags()).containsExactly(new Tag("a", "1"), new Tag("b", "2"));
        assertThat(experiment.workspace()).isEqualTo(tracker.caller.workspace().name());
    }

    @Test
    void aClientMayChooseThePlaceForArtifacts() {
        String id = tracker.experiments
                .create(tracker.caller, new CreateExperiment("elsewhere", "s3://bucket/here", List.of()))
                .experimentId();
        assertThat(get(id).artifactLocation()).isEqualTo("s3://bucket/here");
    }

    @Test
    void idsGrow() {
        long first = Long.parseLong(tracker.experiment());
        assertThat(Long.parseLong(tracker.experiment())).isGreaterThan(first);
    }

    @Test
    void aNameIsTakenOnlyOnceEvenInTheTrash() {
        String id = tracker.experiment("taken");
        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> tracker.experiment("taken"));
        delete(id);
        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> tracker.experiment("taken"));
    }

    @Test
    void aNameHasALimit() {
        assertThat(tracker.experiment("é".repeat(500))).isNotEmpty();
        assertInvalid(() -> tracker.experiment("x".repeat(501)));
    }

    @Test
    void anExperimentIsFoundByItsNameEvenInTheTrash() {
        String id = tracker.experiment("by name");
        delete(id);
        Experiment found = tracker.experiments
                .getByName(tracker.caller, new GetExperimentByName("by name"))
                .experiment();
        assertThat(found.experimentId()).isEqualTo(id);
        assertThat(found.lifecycleStage()).isEqualTo("deleted");
        assertMissing(() -> tracker.experiments.getByName(tracker.caller, new GetExperimentByName("By name")));
    }

    @Test
    void anUnknownExperimentIsMissingAndAWordIsNoId() {
        assertMissing(() -> get("99999999")).isEqualTo("No Experiment with id=99999999 exists");
        assertInvalid(() -> get("abc"));
    }

    @Test
    void deletingTakesTheActiveRunsAlongAndRestoringBringsBackAll() {
        String id = tracker.experiment();
        String running = tracker.run(id);
        String deletedBefore = tracker.run(id);
        tracker.runs.delete(tracker.caller, new DeleteRun(deletedBefore));
        long before = get(id).lastUpdateTime();

        delete(id);
        assertThat(get(id).lifecycleStage()).isEqualTo("deleted");
        assertThat(get(id).lastUpdateTime()).isGreaterThan(before);
        assertThat(tracker.get(running).info().lifecycleStage()).isEqualTo("deleted");
        assertMissing(() -> delete(id));

        restore(id);
        assertThat(get(id).lifecycleStage()).isEqualTo("active");
        assertThat(tracker.get(running).info().lifecycleStage()).isEqualTo("active");
        assertThat(tracker.get(deletedBefore).info().lifecycleStage()).isEqualTo("active");
        assertMissing(() -> restore(id));
    }

    @Test
    void anExperimentIsRenamed() {
        String id = tracker.experiment("old name");
        rename(id, "new name");
        assertThat(get(id).name()).isEqualTo("new name");
        assertThat(get(id).lastUpdateTime()).isGreaterThan(get(id).creationTime());
        assertThat(tracker.experiment("old name")).isNotEqualTo(id);
        rename(id, "new name");
    }

    @Test
    void aNameThatIsTakenIsRefusedAsANewName() {
        tracker.experiment("mine");
        String id = tracker.experiment("yours");
        assertRefused(ErrorCode.BAD_REQUEST, () -> rename(id, "mine"));
        assertThat(get(id).name()).isEqualTo("yours");
    }

    @Test
    void anExperimentInTheTrashKeepsItsNameAndTags() {
        String id = tracker.experiment("trash");
        setTag(id, "a", "1");
        delete(id);
        assertRefused(ErrorCode.INVALID_STATE, () -> rename(id, "other"));
        assertInvalid(() -> setTag(id, "a", "2"));
        assertInvalid(() -> deleteTag(id, "a"));
        assertThat(get(id).tags()).containsExactly(new Tag("a", "1"));
    }

    @Test
    void aTagIsSetAgainAndDeletedOnce() {
        String id = tracker.experiment();
        setTag(id, "a", "1");
        setTag(id, "a", "2");
        setTag(id, "b", null);
        Experiment tagged = get(id);
        assertThat(tagged.tags()).containsExactly(new Tag("a", "2"), new Tag("b", ""));
        assertThat(tagged.lastUpdateTime()).isEqualTo(tagged.creationTime());
        deleteTag(id, "a");
        assertThat(get(id).tags()).containsExactly(new Tag("b", ""));
        assertMissing(() -> deleteTag(id, "a"));
    }

    @Test
    void tagsHaveLimits() {
        String id = tracker.experiment();
        setTag(id, "k".repeat(250), "v".repeat(20_000));
        assertInvalid(() -> setTag(id, "k".repeat(251), "v"));
        assertInvalid(() -> setTag(id, "k", "v".repeat(20_001)));
        assertInvalid(() -> setTag(id, "../k", "v"));
        assertInvalid(() -> tracker.experiments.create(
                tracker.caller, new CreateExperiment("refused", null, List.of(new Tag("k?", "v")))));
        assertMissing(() -> tracker.experiments.getByName(tracker.caller, new GetExperimentByName("refused")));
    }

    private Experiment get(String id) {
        return tracker.experiments.get(tracker.caller, new GetExperiment(id)).experiment();
    }

    private void delete(String id) {
        tracker.experiments.delete(tracker.caller, new DeleteExperiment(id));
    }

    private void restore(String id) {
        tracker.experiments.restore(tracker.caller, new RestoreExperiment(id));
    }

    private void rename(String id, String name) {
        tracker.experiments.update(tracker.caller, new UpdateExperiment(id, name));
    }

    private void setTag(String id, String key, @org.jspecify.annotations.Nullable String value) {
        tracker.experiments.setTag(tracker.caller, new SetExperimentTag(id, key, value));
    }

    private void deleteTag(String id, String key) {
        tracker.experiments.deleteTag(tracker.caller, new DeleteExperimentTag(id, key));
    }
}
