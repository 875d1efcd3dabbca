package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static dev.cairn.tracking.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.Json;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.DeleteExperiment;
import dev.cairn.protocol.tracking.DeleteLoggedModel;
import dev.cairn.protocol.tracking.DeleteLoggedModelTag;
import dev.cairn.protocol.tracking.FinalizeLoggedModel;
import dev.cairn.protocol.tracking.GetLoggedModel;
import dev.cairn.protocol.tracking.LogLoggedModelParams;
import dev.cairn.protocol.tracking.LogMetric;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.LoggedModelInfo;
import dev.cairn.protocol.tracking.LoggedModelStatus;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.SetLoggedModelTags;
import dev.cairn.protocol.tracking.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class LoggedModelsTest {
    private final Tracker tracker;
    private final String experiment;

    LoggedModelsTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        experiment = tracker.experiment();
    }

    @Test
    void aNewModelIsPendingAndHasAPlaceForArtifacts() {
        List<Tag> params = List.of(new Tag("depth", "3"), new Tag("rate", "0.1"));
        List<Tag> tags = List.of(new Tag("team", "red"));
        LoggedModel model = tracker.models
                .create(tracker.caller, new CreateLoggedModel(experiment, "net", "Classifier", "run-1", params, tags))
                .model();
        LoggedModelInfo info = model.info();
        assertThat(info.modelId()).matches("m-[0-9a-f]{32}");
        assertThat(info.name()).isEqualTo("net");
        assertThat(info.experimentId()).isEqualTo(experiment);
        assertThat(info.artifactUri())
                .isEqualTo("mlflow-artifacts:/%s/models/%s/artifacts", tracker.folder(experiment), info.modelId());
        assertThat(info.status()).isEqualTo(LoggedModelStatus.LOGGED_MODEL_PENDING);
        assertThat(info.modelType()).isEqualTo("Classifier");
        assertThat(info.sourceRunId()).isEqualTo("run-1");
        assertThat(info.creationTimestampMs()).isPositive().isEqualTo(info.lastUpdatedTimestampMs());
        assertThat(info.tags()).isEqualTo(tags);
        assertThat(model.data().params()).isEqualTo(params);
        assertThat(model.data().metrics()).isEmpty();
        assertThat(get(info.modelId())).isEqualTo(model);
    }

    @Test
    void aModelWithoutANameGetsOneAndANameHasNoPath() {
        assertThat(create(null).info().name()).matches("[a-z]+-[a-z]+-\\d+");
        assertThat(create("").info().name()).isNotEmpty();
        for (String name : List.of("a/b", "a:b", "a.b", "a%b", "a\"b", "a'b")) {
            assertInvalid(() -> create(name)).contains("Invalid model name ('%s')".formatted(name));
        }
    }

    @Test
    void aModelNeedsAnActiveExperiment() {
        tracker.experiments.delete(tracker.caller, new DeleteExperiment(experiment));
        assertInvalid(() -> create("net")).contains("must be in the 'active' state");
        assertMissing(() -> tracker.models.create(
                tracker.caller, new CreateLoggedModel("99999999", "net", null, null, List.of(), List.of())));
    }

    @Test
    void anUploadEndsWellOrNot() {
        String id = create("net").info().modelId();
        LoggedModelInfo ready = finish(id, LoggedModelStatus.LOGGED_MODEL_READY);
        assertThat(ready.status()).isEqualTo(LoggedModelStatus.LOGGED_MODEL_READY);
        assertThat(ready.lastUpdatedTimestampMs()).isGreaterThan(ready.creationTimestampMs());
        assertThat(finish(id, LoggedModelStatus.LOGGED_MODEL_UPLOAD_FAILED)).isEqualTo(get(id).info());
    }

    @Test
    void aDeletedModelIsSeenOnlyByThoseWhoAskForIt() {
        String id = create("net").info().modelId();
        tracker.models.delete(tracker.caller, new DeleteLoggedModel(id));
        assertGone(id);
        assertThat(tracker.models
                        .get(tracker.caller, new GetLoggedModel(id, true))
                        .model()
                        .info()
                        .name())
                .isEqualTo("net");
        assertMissing(() -> tracker.models.get(tracker.caller, new GetLoggedModel(id, false)));
    }

    @Test
    void anUnknownModelIsMissing() {
        assertGone("m-unknown");
        assertMissing(() -> tracker.models.get(tracker.caller, new GetLoggedModel("m-unknown", true)));
    }

    @Test
    void parametersAreAddedButNeverAgain() {
        String id = create("net").info().modelId();
        addParams(id, new Tag("b", "2"), new Tag("a", "1"));
        assertRefused(ErrorCode.BAD_REQUEST, () -> addParams(id, new Tag("c", "3"), new Tag("a", "1")));
        assertThat(get(id).data().params()).containsExactly(new Tag("a", "1"), new Tag("b", "2"));
    }

    @Test
    void tagsAreSetAgainAndDeletedOnce() {
        String id = create("net").info().modelId();
        setTags(id, new Tag("a", "1"), new Tag("b", "2"));
        assertThat(setTags(id, new Tag("a", "3"))).containsExactly(new Tag("a", "3"), new Tag("b", "2"));
        tracker.models.deleteTag(tracker.caller, new DeleteLoggedModelTag(id, "a"));
        assertThat(get(id).info().tags()).containsExactly(new Tag("b", "2"));
        assertMissing(() -> tracker.models.deleteTag(tracker.caller, new DeleteLoggedModelTag(id, "a")));
    }

    @Test
    void aPointOfAModelIsKeptWithItsRunAndDataset() {
        String id = create("net").info().modelId();
        String run = tracker.run(experiment);
        Metric point = new Metric("loss", 0.5, 7L, 3L, "train", "d1", id, run);
        tracker.log(run, point, Tracker.point("other", 1, 0, 0));
        tracker.log(run, point);
        tracker.logging.logMetric(tracker.caller, new LogMetric(run, "acc", Double.NaN, 8L, null, id, null, null));
        assertThat(get(id).data().metrics())
                .containsExactly(new Metric("acc", Double.NaN, 8L, 0L, null, null, id, run), point);
        assertThat(tracker.history(run, "loss")).containsExactly(Tracker.point("loss", 0.5, 7, 3));
        tracker.models.delete(tracker.caller, new DeleteLoggedModel(id));
        assertMissing(() -> tracker.log(run, new Metric("loss", 0.4, 9L, 4L, null, null, id, null)));
        assertThat(tracker.history(run, "loss")).hasSize(1);
    }

    @Test
    void textsAndNumbersComeBackAsTheyWere() {
        String id = create("net").info().modelId();
        String run = tracker.run(experiment);
        Tag odd = new Tag("a \"b\" \\ c", "\n\t\u0001\u2028 \ud83d\ude00 ü '");
        addParams(id, odd, new Tag("empty", ""));
        assertThat(setTags(id, odd)).containsExactly(odd);
        assertThat(get(id).data().params()).containsExactly(odd, new Tag("empty", ""));
        double[] values = {0.1 + 0.2, -1e-300, 4.9e-324, 1e22, -Double.MAX_VALUE, 1};
        List<Metric> points = IntStream.range(0, values.length)
                .mapToObj(i -> new Metric("m", values[i], (long) i, -5L, odd.value(), null, id, run))
                .toList();
        tracker.log(run, points.toArray(Metric[]::new));
        assertThat(get(id).data().metrics()).containsExactlyElementsOf(points);
    }

    @Test
    void whatAPointDoesNotHaveIsNotWritten() {
        String id = create("net").info().modelId();
        String run = tracker.run(experiment);
        tracker.log(run, new Metric("loss", 0.5, 7L, 3L, null, null, id, run));
        assertThat(new String(Json.write(get(id).data()), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"metrics\":[{\"key\":\"loss\",\"value\":0.5,\"timestamp\":7,\"step\":3,\"model_id\":\"%s\",\"run_id\":\"%s\"}]}",
                        id, run);
    }

    private void assertGone(String id) {
        assertMissing(() -> get(id)).isEqualTo("Logged model with ID '%s' not found.", id);
        assertMissing(() -> finish(id, LoggedModelStatus.LOGGED_MODEL_READY));
        assertMissing(() -> tracker.models.delete(tracker.caller, new DeleteLoggedModel(id)));
        assertMissing(() -> addParams(id, new Tag("a", "1")));
        assertMissing(() -> setTags(id, new Tag("a", "1")));
        assertMissing(() -> tracker.models.deleteTag(tracker.caller, new DeleteLoggedModelTag(id, "a")));
    }

    private LoggedModel create(@Nullable String name) {
        return tracker.models
                .create(tracker.caller, new CreateLoggedModel(experiment, name, null, null, List.of(), List.of()))
                .model();
    }

    private LoggedModel get(String id) {
        return tracker.models.get(tracker.caller, new GetLoggedModel(id, null)).model();
    }

    private LoggedModelInfo finish(String id, LoggedModelStatus status) {
        return tracker.models
                .finish(tracker.caller, new FinalizeLoggedModel(id, status))
                .model()
                .info();
    }

    private void addParams(String id, Tag... params) {
        tracker.models.logParams(tracker.caller, new LogLoggedModelParams(id, List.of(params)));
    }

    private List<Tag> setTags(String id, Tag... tags) {
        return tracker.models
                .setTags(tracker.caller, new SetLoggedModelTags(id, List.of(tags)))
                .model()
                .info()
                .tags();
    }

    @Test
    void aClientMayChooseTheIdOfItsModelOnce() {
        String chosen = "m-" + UUID.randomUUID().toString().replace("-", "");
        CreateLoggedModel request = new CreateLoggedModel(experiment, "net", null, null, List.of(), List.of(), chosen);

        assertThat(tracker.models.create(tracker.caller, request).model().info().modelId())
                .isEqualTo(chosen);
        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> tracker.models.create(tracker.caller, request));
        assertInvalid(() -> tracker.models.create(
                        tracker.caller,
                        new CreateLoggedModel(
                                experiment, "net", null, null, List.of(), List.of(), chosen.substring(2))))
                .contains("model_id", "'m-' and 32 hexadecimal digits");
    }
}
