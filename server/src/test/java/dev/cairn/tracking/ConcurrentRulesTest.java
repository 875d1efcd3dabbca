package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Together;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.Dataset;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.DeleteExperiment;
import dev.cairn.protocol.tracking.GetLoggedModel;
import dev.cairn.protocol.tracking.LogInputs;
import dev.cairn.protocol.tracking.LogLoggedModelParams;
import dev.cairn.protocol.tracking.LogParam;
import dev.cairn.protocol.tracking.SearchDatasets;
import dev.cairn.protocol.tracking.SearchRuns;
import dev.cairn.protocol.tracking.SetLoggedModelTags;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.tracking.UpdateExperiment;
import dev.cairn.protocol.tracking.ViewType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Rules that only one of many callers can meet are met by exactly one, and the others are told why.
@OnEachDatabase
class ConcurrentRulesTest {
    private static final int CALLERS = 16;

    private final TestDatabase kind;
    private final Tracker tracker;

    ConcurrentRulesTest(TestDatabase kind) {
        this.kind = kind;
        tracker = new Tracker(kind.fresh());
    }

    @AfterEach
    void noTransactionsWereDeadlocked() {
        Deadlocks.assertNone(kind, tracker.database);
        tracker.database.close();
    }

    @Test
    void anExperimentNameIsTakenOnlyOnce() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            String name = "taken " + round;
            List<Object> outcomes = Together.run(CALLERS, i -> () -> tracker.experiment(name));
            assertOneSucceeds(outcomes, ErrorCode.RESOURCE_ALREADY_EXISTS);
        }
    }

    @Test
    void anExperimentNameIsGivenOnlyOnce() throws InterruptedException {
        List<String> ids =
                IntStream.range(0, CALLERS).mapToObj(i -> tracker.experiment()).toList();
        List<Object> outcomes = Together.run(
                CALLERS,
                i -> () -> tracker.experiments.update(tracker.caller, new UpdateExperiment(ids.get(i), "wanted")));
        assertOneSucceeds(outcomes, ErrorCode.BAD_REQUEST);
    }

    @Test
    void aParameterHasOneValue() throws InterruptedException {
        String run = tracker.run();
        List<Object> outcomes = Together.run(
                CALLERS, i -> () -> tracker.logging.logParam(tracker.caller, new LogParam(run, "p", "value " + i)));
        assertOneSucceeds(outcomes, ErrorCode.INVALID_PARAMETER_VALUE);
        assertThat(tracker.params(run)).hasSize(1);
    }

    @Test
    void aDatasetIsStoredOncePerExperiment() throws InterruptedException {
        String experiment = tracker.experiment();
        List<String> runs = IntStream.range(0, CALLERS)
                .mapToObj(i -> tracker.run(experiment))
                .toList();
        for (int round = 0; round < 5; round++) {
            String prefix = "round " + round + " ";
            List<Object> outcomes = Together.run(CALLERS, i -> () -> {
                List<DatasetInput> inputs = new ArrayList<>();
                for (int key = 0; key < 20; key++) {
                    Dataset dataset = new Dataset(prefix + key, "1", "local", "s", null, null);
                    inputs.add(new DatasetInput(List.of(), dataset));
                }
                Collections.shuffle(inputs, new Random(100L * i));
                return tracker.inputs.logInputs(tracker.caller, new LogInputs(runs.get(i), inputs, List.of()));
            });
            assertThat(Together.failures(outcomes)).isEmpty();
        }
        assertThat(tracker.inputs
                        .search(tracker.caller, new SearchDatasets(List.of(experiment)))
                        .datasetSummaries())
                .hasSize(100);
    }

    @Test
    void tagsAndParametersOfOneModelAreSetInAnyOrder() throws InterruptedException {
        String model = tracker.models
                .create(
                        tracker.caller,
                        new CreateLoggedModel(tracker.experiment(), null, null, null, List.of(), List.of()))
                .model()
                .info()
                .modelId();
        List<Object> outcomes = Together.run(CALLERS, i -> () -> {
            List<Tag> tags = new ArrayList<>();
            List<Tag> params = new ArrayList<>();
            for (int key = 0; key < 20; key++) {
                tags.add(new Tag("t" + key, "by " + i));
                params.add(new Tag("p" + i + " " + key, "1"));
            }
            Collections.shuffle(tags, new Random(i));
            tracker.models.setTags(tracker.caller, new SetLoggedModelTags(model, tags));
            return tracker.models.logParams(tracker.caller, new LogLoggedModelParams(model, params));
        });
        assertThat(Together.failures(outcomes)).isEmpty();
        var stored = tracker.models
                .get(tracker.caller, new GetLoggedModel(model, null))
                .model();
        assertThat(stored.info().tags())
                .hasSize(20)
                .extracting(Tag::value)
                .containsOnly(stored.info().tags().getFirst().value());
        assertThat(stored.data().params()).hasSize(20 * CALLERS);
    }

    @Test
    void noRunStaysActiveInADeletedExperiment() throws InterruptedException {
        for (int round = 0; round < 10; round++) {
            String experiment = tracker.experiment();
            List<Object> outcomes = Together.run(
                    CALLERS,
                    i -> () -> i == CALLERS / 2
                            ? tracker.experiments.delete(tracker.caller, new DeleteExperiment(experiment))
                            : tracker.run(experiment));
            assertThat(Together.failures(outcomes))
                    .allSatisfy(failure -> assertCode(failure, ErrorCode.INVALID_PARAMETER_VALUE));
            SearchRuns active = new SearchRuns(List.of(experiment), null, ViewType.ACTIVE_ONLY, null, List.of(), null);
            assertThat(tracker.runSearch.search(tracker.caller, active).runs()).isEmpty();
        }
    }

    private static void assertOneSucceeds(List<Object> outcomes, ErrorCode code) {
        List<Throwable> failures = Together.failures(outcomes);
        assertThat(failures).hasSize(outcomes.size() - 1).allSatisfy(failure -> assertCode(failure, code));
    }

    private static void assertCode(Throwable failure, ErrorCode code) {
        assertThat(failure).isInstanceOf(ApiException.class);
        assertThat(((ApiException) failure).code()).isEqualTo(code);
    }
}
