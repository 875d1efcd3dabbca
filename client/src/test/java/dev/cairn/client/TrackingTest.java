package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.tracking.ViewType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrackingTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final CairnClient client = SERVER.client();

    @Test
    void aRunKeepsWhatIsLoggedToIt() {
        String experiment = client.experiments().create("training");
        String id;
        try (ActiveRun run =
                client.runs().start(NewRun.in(experiment).named("first").tagged("stage", "dev"))) {
            id = run.id();
            run.param("depth", 3).tag("team", "blue").metric("loss", 0.5, 1).metric("loss", 0.25, 2);
            run.finish();
        }

        Run run = client.runs().get(id);
        assertThat(run.info().status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.info().runName()).isEqualTo("first");
        assertThat(run.info().endTime()).isNotNull();
        assertThat(run.data().metric("loss")).hasValue(0.25);
        assertThat(run.data().metric("gain")).isEmpty();
        assertThat(run.data().param("depth")).contains("3");
        assertThat(run.data().tag("team")).contains("blue");
        assertThat(run.data().tag("stage")).contains("dev");
        assertThat(client.runs().metricHistory(id, "loss").map(Metric::value)).containsExactly(0.5, 0.25);
    }

    @Test
    void aRunThatIsLeftByAnExceptionHasFailed() {
        ActiveRun[] left = new ActiveRun[1];
        assertThatThrownBy(() -> {
                    try (ActiveRun run = client.runs().start("0")) {
                        left[0] = run;
                        throw new IllegalStateException("out of memory");
                    }
                })
                .hasMessage("out of memory");

        assertThat(client.runs().get(left[0].id()).info().status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void aBatchOfAnySizeIsStoredWhole() {
        ActiveRun run = client.runs().start("0");
        Batch batch = new Batch();
        for (int i = 0; i < 2_000; i++) {
            batch.metric("curve", i, i);
        }
        for (int i = 0; i < 250; i++) {
            batch.param("param " + i, i).tag("tag " + i, "" + i);
        }
        run.log(batch);
        run.finish();

        assertThat(client.runs().metricHistory(run.id(), "curve").map(Metric::step))
                .hasSize(2_000);
        Run stored = client.runs().get(run.id());
        assertThat(stored.data().params()).hasSize(250);
        assertThat(stored.data().tag("tag 249")).contains("249");
    }

    @Test
    void valuesThatAreNoNumbersTravel() {
        ActiveRun run = client.runs().start("0");
        run.metric("nan", Double.NaN, 0);
        run.finish();

        assertThat(client.runs().get(run.id()).data().metric("nan").orElseThrow())
                .isNaN();
    }

    @Test
    void aSearchReadsAllPages() {
        String experiment = client.experiments().create("sweep");
        for (int i = 0; i < 7; i++) {
            try (ActiveRun run = client.runs().start(experiment)) {
                run.metric("loss", i, 0);
                run.finish();
            }
        }
        Query lossesAboveOne =
                Query.where("metrics.loss > 1").orderedBy("metrics.loss DESC").inPagesOf(2);

        assertThat(client.runs()
                        .search(List.of(experiment), lossesAboveOne)
                        .map(run -> run.data().metric("loss").orElseThrow()))
                .containsExactly(6.0, 5.0, 4.0, 3.0, 2.0);
        assertThat(client.runs().search(List.of(experiment), Query.all()).limit(3))
                .hasSize(3);
        assertThat(client.runs().search(List.of(experiment), Query.where("metrics.loss > 99")))
                .isEmpty();
    }

    @Test
    void runsAreRenamedTaggedDeletedAndRestored() {
        String experiment = client.experiments().create("changes");
        ActiveRun run = client.runs().start(experiment);
        run.finish();
        client.runs().rename(run.id(), "renamed");
        client.runs().setTag(run.id(), "a", "b");
        client.runs().deleteTag(run.id(), "a");
        client.runs().delete(run.id());

        assertThat(client.runs().search(List.of(experiment), Query.all())).isEmpty();
        Query deleted = Query.all().including(ViewType.DELETED_ONLY);
        assertThat(client.runs()
                        .search(List.of(experiment), deleted)
                        .map(it -> it.info().runName()))
                .containsExactly("renamed");
        client.runs().restore(run.id());
        assertThat(client.runs().get(run.id()).data().tag("a")).isEmpty();
        assertThat(client.runs().get(run.id()).info().lifecycleStage()).isEqualTo("active");
    }

    @Test
    void aChildNamesItsParent() {
        ActiveRun parent = client.runs().start("0");
        ActiveRun child = client.runs().start(NewRun.in("0").below(parent.id()));

        assertThat(client.runs().get(child.id()).data().tag("mlflow.parentRunId"))
                .contains(parent.id());
        child.finish();
        parent.finish();
    }

    @Test
    void anExperimentIsMadeOnceFoundAndRenamed() {
        String id = client.experiments().getOrCreate("häuser & höfe");

        assertThat(client.experiments().getOrCreate("häuser & höfe")).isEqualTo(id);
        assertThat(client.experiments().find("no such experiment")).isEmpty();
        client.experiments().rename(id, "houses");
        client.experiments().setTag(id, "owner", "ann");
        assertThat(client.experiments().get(id).tags()).contains(new Tag("owner", "ann"));
        client.experiments().deleteTag(id, "owner");
        assertThat(client.experiments().get(id).tags()).doesNotContain(new Tag("owner", "ann"));
        client.experiments().delete(id);
        assertThat(client.experiments().get(id).lifecycleStage()).isEqualTo("deleted");
        client.experiments().restore(id);
        assertThat(client.experiments().search(Query.where("name = 'houses'")).map(it -> it.experimentId()))
                .containsExactly(id);
    }

    @Test
    void allExperimentsAreFoundPageByPage() {
        for (int i = 0; i < 5; i++) {
            client.experiments().create("page " + i, Map.of("paged", "yes"));
        }

        assertThat(client.experiments().search(Query.where("tags.paged = 'yes'").inPagesOf(2)))
                .hasSize(5);
    }

    @Test
    void aRefusalSaysWhatAndWhichRequest() {
        NotFoundException none = catchThrowableOfType(
                NotFoundException.class, () -> client.runs().get("0".repeat(32)));
        assertThat(none.code()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.reason()).contains("0".repeat(32));
        assertThat(none.requestId()).isNotEmpty();
        assertThat(none).hasMessageContaining("RESOURCE_DOES_NOT_EXIST, HTTP 404, request " + none.requestId());

        client.experiments().create("taken");
        assertThatThrownBy(() -> client.experiments().create("taken")).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> client.runs()
                        .search(List.of("0"), Query.where("loss >"))
                        .toList())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("INVALID_PARAMETER_VALUE"));
    }

    @Test
    void aHundredVirtualThreadsLogAtOnce() throws InterruptedException {
        ActiveRun run = client.runs().start("0");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            long step = i;
            threads.add(Thread.startVirtualThread(() -> run.metric("loss", (double) step, step)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        run.finish();

        assertThat(client.runs().metricHistory(run.id(), "loss")).hasSize(100);
    }
}
