package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static dev.cairn.tracking.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.tracking.CreateRun;
import dev.cairn.protocol.tracking.DeleteExperiment;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.RestoreRun;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.SearchRuns;
import dev.cairn.protocol.tracking.SetTag;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.tracking.UpdateRun;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
class RunsTest {
    private final Tracker tracker;
    private final String experiment;

    RunsTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        experiment = tracker.experiment();
    }

    @Test
    void aNewRunIsRunningAndHasAPlaceForArtifacts() {
        Run created = create(new CreateRun(experiment, "ada", "first", 123L, List.of(new Tag("a", "1"))));
        RunInfo info = created.info();
        assertThat(info.runId()).matches("[0-9a-f]{32}").isEqualTo(info.runUuid());
        assertThat(info)
                .isEqualTo(new RunInfo(
                        info.runId(),
                        info.runId(),
                        "first",
                        experiment,
                        "ada",
                        RunStatus.RUNNING,
                        123L,
                        null,
                        "mlflow-artifacts:/%s/%s/artifacts".formatted(tracker.folder(experiment), info.runId()),
                        "active",
                        info.lastActivityTime(),
                        null));
        assertThat(created.outputs()).isNull();
        Run stored = tracker.get(info.runId());
        assertThat(stored.info()).isEqualTo(info);
        assertThat(Tracker.texts(stored.data().tags()))
                .hasSize(2)
                .containsEntry("a", "1")
                .containsEntry("mlflow.runName", "first");
        assertThat(stored.data().params()).isEmpty();
        assertThat(stored.data().metrics()).isEmpty();
        assertThat(stored.outputs()).isNotNull();
    }

    @Test
    void whatIsLeftOutIsEmpty() {
        RunInfo info =
                create(new CreateRun(experiment, null, null, null, List.of())).info();
        assertThat(info.userId()).isEmpty();
        assertThat(info.startTime()).isZero();
        assertThat(info.runName()).matches("[a-z]+-[a-z]+-\\d{1,4}").hasSizeLessThanOrEqualTo(20);
        assertThat(tracker.tags(info.runId())).containsEntry("mlflow.runName", info.runName());
    }

    @Test
    void aNameMayComeAsATag() {
        Tag name = new Tag("mlflow.runName", "tagged");
        assertThat(create(new CreateRun(experiment, null, null, null, List.of(name)))
                        .info()
                        .runName())
                .isEqualTo("tagged");
        assertThat(create(new CreateRun(experiment, null, "tagged", null, List.of(name)))
                        .info()
                        .runName())
                .isEqualTo("tagged");
        assertInvalid(() -> create(new CreateRun(experiment, null, "other", null, List.of(name))));
    }

    @Test
    void aRunNeedsAnActiveExperiment() {
        tracker.experiments.delete(tracker.caller, new DeleteExperiment(experiment));
        assertInvalid(() -> tracker.run(experiment))
                .isEqualTo("The experiment %s must be in the 'active' state. Current state is deleted.", experiment);
        assertMissing(() -> tracker.run("99999999"));
    }

    @Test
    void tagsOfANewRunAreChecked() {
        assertInvalid(() -> create(new CreateRun(experiment, null, null, null, List.of(new Tag("a?", "1")))));
        assertInvalid(() -> create(new CreateRun(experiment, null, null, null, List.of(new Tag("a".repeat(251), "")))));
        Run run = create(new CreateRun(experiment, null, null, null, List.of(new Tag("long", "x".repeat(8_001)))));
        assertThat(tracker.tags(run.info().runId()).get("long")).hasSize(8_000);
    }

    @Test
    void anUpdateChangesOnlyWhatItNames() {
        String run = tracker.run(experiment, "before").runId();
        assertThat(update(run, RunStatus.FINISHED, 999L, null))
                .isEqualTo(tracker.get(run).info());
        assertThat(tracker.get(run).info().status()).isEqualTo(RunStatus.FINISHED);
        assertThat(tracker.get(run).info().endTime()).isEqualTo(999L);
        assertThat(tracker.get(run).info().runName()).isEqualTo("before");

        RunInfo renamed = update(run, null, null, "after");
        assertThat(renamed.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(renamed.endTime()).isEqualTo(999L);
        assertThat(renamed.runName()).isEqualTo("after");
        assertThat(tracker.tags(run)).containsEntry("mlflow.runName", "after");
    }

    @Test
    void theNameTagAndTheNameAreOne() {
        String run = tracker.run(experiment, "before").runId();
        tracker.logging.setTag(tracker.caller, new SetTag(run, "mlflow.runName", "after"));
        assertThat(tracker.get(run).info().runName()).isEqualTo("after");
    }

    @Test
    void everyStatusIsKept() {
        String run = tracker.run(experiment);
        for (RunStatus status : RunStatus.values()) {
            update(run, status, null, null);
            assertThat(tracker.get(run).info().status()).isEqualTo(status);
        }
    }

    @Test
    void aRunGoesToTheTrashAndBack() {
        String run = tracker.run(experiment);
        delete(run);
        assertThat(tracker.get(run).info().lifecycleStage()).isEqualTo("deleted");
        delete(run);
        assertInvalid(() -> update(run, RunStatus.FAILED, null, null))
                .isEqualTo("The run %s must be in the 'active' state. Current state is deleted.", run);
        restore(run);
        restore(run);
        assertThat(tracker.get(run).info().lifecycleStage()).isEqualTo("active");
        assertThat(update(run, RunStatus.FAILED, null, null).status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void anUnknownRunIsMissing() {
        assertMissing(() -> tracker.get("nothing")).isEqualTo("Run with id=nothing not found");
        assertMissing(() -> update("nothing", null, null, null));
        assertMissing(() -> delete("nothing"));
        assertMissing(() -> restore("nothing"));
    }

    @Test
    void aLongNameIsKeptAndFound() {
        String name = new Random(7)
                .ints(8_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String created = create(new CreateRun(experiment, null, name, null, List.of()))
                .info()
                .runId();
        String renamed = create(new CreateRun(experiment, null, "short", null, List.of()))
                .info()
                .runId();
        tracker.runs.update(tracker.caller, new UpdateRun(renamed, null, null, name + name));
        assertThat(named(name)).containsExactly(created);
        assertThat(named(name + name)).containsExactly(renamed);
        assertThat(named(name.substring(0, 200))).isEmpty();
    }

    private List<String> named(String name) {
        SearchRuns search = new SearchRuns(List.of(experiment), "run_name = '" + name + "'", null, 10, List.of(), null);
        return tracker.runSearch.search(tracker.caller, search).runs().stream()
                .map(run -> run.info().runId())
                .toList();
    }

    private Run create(CreateRun request) {
        return tracker.runs.create(tracker.caller, request).run();
    }

    private RunInfo update(String run, @Nullable RunStatus status, @Nullable Long endTime, @Nullable String name) {
        return tracker.runs
                .update(tracker.caller, new UpdateRun(run, status, endTime, name))
                .runInfo();
    }

    private void delete(String run) {
        tracker.runs.delete(tracker.caller, new DeleteRun(run));
    }

    private void restore(String run) {
        tracker.runs.restore(tracker.caller, new RestoreRun(run));
    }

    @Test
    void aClientMayChooseTheIdOfItsRunOnce() {
        String chosen = UUID.randomUUID().toString().replace("-", "");
        CreateRun request = new CreateRun(experiment, null, null, null, List.of(), chosen);

        assertThat(create(request).info().runId()).isEqualTo(chosen);
        assertThat(create(new CreateRun(experiment, null, null, null, List.of()))
                        .info()
                        .runId())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(chosen);
        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> create(request)).contains(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../up", "0123456789ABCDEF0123456789ABCDEF", "m-0123456789abcdef0123456789abcdef"})
    void anOddIdIsRefused(String chosen) {
        assertInvalid(() -> create(new CreateRun(experiment, null, null, null, List.of(), chosen)))
                .contains("run_id", "32 hexadecimal digits");
    }
}
