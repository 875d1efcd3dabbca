package dev.cairn.trash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.trash.PurgeTrash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// How the trash is doing, and purges that are stopped.
@OnEachDatabase
class TrashStateTest {
    private static final String EVERYTHING = "{\"everything\": true}";

    @AutoClose
    private final Bin bin;

    TrashStateTest(TestDatabase kind, @TempDir Path folder) throws IOException {
        bin = new Bin(
                kind.fresh(),
                Files.createDirectories(folder.resolve("store")),
                Bin.retention(Duration.ofDays(30), Duration.ofHours(36)));
    }

    @Test
    void whatIsInTheTrashIsCounted() throws IOException {
        String experiment = bin.experiment();
        String run = bin.run(experiment);
        bin.run(experiment);
        bin.deleteExperiment(experiment);
        String other = bin.experiment();
        bin.deleteRun(bin.run(other));

        JsonNode all = summary("{}");
        assertThat(counts(all)).containsExactly(1L, 3L, 0L, 0L);
        assertThat(all.has("purge")).isFalse();
        assertThat(counts(summary("{\"experiment_id\": \"%s\"}".formatted(other))))
                .containsExactly(0L, 1L, 0L, 0L);
        assertThat(counts(summary("{\"contains\": \"%s\"}".formatted(run.toUpperCase(Locale.ROOT)))))
                .containsExactly(0L, 1L, 0L, 0L);
        assertThat(counts(summary("{\"older_than\": \"1h\"}"))).containsExactly(0L, 0L, 0L, 0L);
        bin.pass(Duration.ofHours(2));
        assertThat(counts(summary("{\"older_than\": \"1h\"}"))).containsExactly(1L, 3L, 0L, 0L);
    }

    @Test
    void whatIsInTheTrashIsFoundByAPartOfItsName() {
        String experiment = bin.experiment();
        for (String name : List.of("Sweep 100%", "sweep 1000", "a_b", "aXb", "Die Übung")) {
            bin.deleteRun(bin.mlflow(
                            "runs/create",
                            "{\"experiment_id\": \"%s\", \"run_name\": \"%s\"}".formatted(experiment, name))
                    .at("/run/info/run_id")
                    .asString());
        }
        assertThat(names("sweep")).containsExactly("sweep 1000", "Sweep 100%");
        assertThat(names("100%")).containsExactly("Sweep 100%");
        assertThat(names("A_B")).containsExactly("a_b");
        assertThat(names("!")).isEmpty();
        assertThat(names("die Übung")).containsExactly("Die Übung");
        JsonNode item = bin.post("3.0/cairn/trash", "{\"contains\": \"a_b\"}").at("/items/0");
        assertThat(item.path("experiment_name").asString()).isNotEmpty();
    }

    @Test
    void aPartThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> summary("{\"contains\": \"%s\"}".formatted("x".repeat(501))))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("contains");
        assertThatThrownBy(() -> summary("{\"older_than\": \"soon\"}")).isInstanceOf(ApiException.class);
    }

    @Test
    void whatTheServerRemovesByItselfIsTold() {
        String experiment = bin.experiment();
        bin.mlflow(
                "experiments/set-experiment-tag",
                "{\"experiment_id\": \"%s\", \"key\": \"cairn.traceRetention\", \"value\": \"7d\"}"
                        .formatted(experiment));
        JsonNode retention = summary("{}").path("retention");
        assertThat(retention.path("trash").asString()).isEqualTo("30d");
        assertThat(retention.path("traces").asString()).isEqualTo("1d12h");
        assertThat(retention.path("own_experiments").asInt()).isEqualTo(1);
    }

    @Test
    void aPurgeTellsHowFarItIs() throws IOException {
        String experiment = bin.experiment();
        bin.fullRun(experiment);
        bin.model(experiment, bin.run(experiment));
        bin.deleteExperiment(experiment);
        purge(EVERYTHING);
        JsonNode purge = summary("{}").path("purge");
        assertThat(purge.path("left").asInt()).isEqualTo(4);
        assertThat(purge.path("begun").asInt()).isZero();
        assertThat(purge.path("since").asLong()).isBetween(1_700_000_000_000L, bin.time());

        bin.purgeAll();
        assertThat(summary("{}").has("purge")).isFalse();
    }

    @Test
    void aPurgeThatIsStoppedPutsEverythingBackAsItWas() throws IOException {
        String experiment = bin.experiment();
        String run = bin.fullRun(experiment);
        String model = bin.model(experiment, run);
        String trace = bin.trace(experiment);
        bin.post(
                "3.0/mlflow/traces/delete-traces",
                "{\"experiment_id\": \"%s\", \"request_ids\": [\"%s\"]}".formatted(experiment, trace));
        bin.deleteExperiment(experiment);
        String name = bin.mlflow("experiments/get", "{\"experiment_id\": \"%s\"}".formatted(experiment))
                .at("/experiment/name")
                .asString();
        List<String> before = bin.ids("{}");
        Map<String, Long> rows = bin.rows();
        List<String> files = bin.files();
        purge(EVERYTHING);
        assertThat(bin.ids("{}")).isEmpty();

        JsonNode stopped = bin.post("3.0/cairn/trash/stop-purges", "{}");

        assertThat(stopped.path("put_back").asInt()).isEqualTo(4);
        assertThat(stopped.path("going").asInt()).isZero();
        assertThat(bin.ids("{}")).isEqualTo(before);
        assertThat(bin.rows()).isEqualTo(rows);
        bin.trash.purge(new PurgeTrash(List.of(), List.of(), List.of(), List.of(), "1000d", null, null));
        assertThat(bin.files()).isEqualTo(files);
        bin.post("3.0/cairn/trash/restore", "{\"experiment_ids\": [\"%s\"]}".formatted(experiment));
        assertThat(bin.mlflow("experiments/get", "{\"experiment_id\": \"%s\"}".formatted(experiment))
                        .at("/experiment/name")
                        .asString())
                .isEqualTo(name);
        assertThat(bin.mlflow("logged-models/{model_id}", "{\"model_id\": \"%s\"}".formatted(model))
                        .at("/model/info/model_id")
                        .asString())
                .isEqualTo(model);
    }

    @Test
    void whatHasBegunToGoIsNotPutBack() {
        String experiment = bin.experiment();
        String gone = bin.run(experiment);
        String back = bin.run(experiment);
        bin.deleteRun(gone);
        bin.deleteRun(back);
        purge("{\"run_ids\": [\"%s\"]}".formatted(gone));
        bin.database.write(tx -> tx.update("UPDATE purges SET begun = 1"));
        purge("{\"run_ids\": [\"%s\"]}".formatted(back));

        JsonNode stopped = bin.post("3.0/cairn/trash/stop-purges", "{}");

        assertThat(stopped.path("put_back").asInt()).isEqualTo(1);
        assertThat(stopped.path("going").asInt()).isEqualTo(1);
        assertThat(bin.ids("{}")).containsExactly(back);
    }

    @Test
    void aRemovalThatSawItBeforeItWasStoppedDoesNotBegin() {
        String run = bin.run(bin.experiment());
        bin.deleteRun(run);
        purge(EVERYTHING);
        List<PurgeStore.Marked> seen = bin.database.read(tx -> PurgeStore.marked(tx, 0, 10));
        assertThat(seen).hasSize(1);

        bin.post("3.0/cairn/trash/stop-purges", "{}");

        List<PurgeStore.Marked> begun = bin.database.write(tx -> new PurgeStore(tx).begin(seen));
        assertThat(begun).isEmpty();
        assertThat(bin.ids("{}")).containsExactly(run);
    }

    @Test
    void nobodyStopsThePurgesOfAnotherWorkspace() {
        bin.deleteRun(bin.run(bin.experiment()));
        purge(EVERYTHING);
        TrashStore.PurgesLeft left = bin.database.write(tx -> {
            long id = tx.number("INSERT INTO workspaces (name) VALUES ('others') RETURNING id");
            TrashStore others = new TrashStore(tx, Caller.itself(new Workspace(id, "others")));
            assertThat(others.lastMark()).isZero();
            assertThat(others.unmarkSome(Long.MAX_VALUE, 10)).isZero();
            return others.purges();
        });
        assertThat(left.left()).isZero();
        assertThat(summary("{}").at("/purge/left").asInt()).isEqualTo(1);
    }

    private JsonNode summary(String json) {
        return bin.post("3.0/cairn/trash/summary", json);
    }

    private JsonNode purge(String json) {
        return bin.post("3.0/cairn/trash/purge", json);
    }

    private static List<Long> counts(JsonNode summary) {
        return List.of(
                summary.path("experiments").asLong(),
                summary.path("runs").asLong(),
                summary.path("logged_models").asLong(),
                summary.path("traces").asLong());
    }

    private List<String> names(String contains) {
        return bin.post("3.0/cairn/trash", "{\"contains\": \"%s\"}".formatted(contains))
                .path("items")
                .valueStream()
                .map(item -> item.path("name").asString())
                .toList();
    }
}
