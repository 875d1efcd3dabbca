package dev.cairn.trash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.trash.PurgeTrash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Purges of much, purges beside others who write, and purges that turn out to be a mistake.
@OnEachDatabase
class LargePurgeTest {
    private static final int BATCH = 200;
    private static final int MOST = 20_000;
    private static final String EVERYTHING = "{\"everything\": true}";
    private static final String REHEARSAL = "{\"everything\": true, \"dry_run\": true}";

    private final Path folder;

    @AutoClose
    private final Bin bin;

    LargePurgeTest(TestDatabase kind, @TempDir Path folder) throws IOException {
        this.folder = folder;
        bin = Bin.open(kind.fresh(), folder);
    }

    @Test
    void noTransactionMarksMoreThanABatch() {
        String experiment = bin.experiment();
        addRuns(experiment, 1_000);
        addModels(experiment, 500);
        bin.deleteExperiment(experiment);

        assertThat(purge(EVERYTHING).path("runs").asInt()).isEqualTo(1_000);

        List<Long> batches = bin.database.read(
                tx -> tx.query("SELECT COUNT(*) FROM purges GROUP BY marked_time", row -> row.getLong(1)));
        assertThat(batches).allMatch(size -> size <= BATCH);
        assertThat(batches.stream().mapToLong(Long::longValue).sum()).isEqualTo(1_501);
    }

    @Test
    void aRequestTakesUpToABoundAndTheNextOneGoesOn() {
        String experiment = bin.experiment();
        addRuns(experiment, MOST + 500);
        bin.deleteExperiment(experiment);
        bin.pass(Duration.ofDays(1));

        JsonNode rehearsed = purge(REHEARSAL);
        assertThat(rehearsed.path("more").asBoolean()).isTrue();
        JsonNode first = purge("{\"experiment_ids\": [\"%s\"]}".formatted(experiment));
        assertThat(first).isEqualTo(rehearsed);
        assertThat(first.path("runs").asInt()).isEqualTo(MOST);
        assertThat(first.path("experiments").asInt()).isZero();
        assertThat(first.path("kept")).isEmpty();

        JsonNode second = purge(EVERYTHING);
        assertThat(second.path("runs").asInt()).isEqualTo(500);
        assertThat(second.path("experiments").asInt()).isEqualTo(1);
        assertThat(second.has("more")).isFalse();
    }

    @Test
    void aRehearsalIsReadAlone() throws InterruptedException {
        String experiment = bin.experiment();
        addRuns(experiment, 300);
        addModels(experiment, 5);
        bin.deleteExperiment(experiment);
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch rehearsed = new CountDownLatch(1);
        Thread writer = Thread.ofPlatform()
                .start(() -> bin.database.write(tx -> {
                    writing.countDown();
                    return await(rehearsed);
                }));
        writing.await();

        JsonNode told = purge(REHEARSAL); // while the only writer of an embedded database is at work

        rehearsed.countDown();
        writer.join();
        assertThat(told.path("runs").asInt()).isEqualTo(300);
        assertThat(told.path("logged_models").asInt()).isEqualTo(5);
        assertThat(told.path("experiments").asInt()).isEqualTo(1);
        assertThat(purge(EVERYTHING)).isEqualTo(told);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Test
    void aRehearsalCountsWhatWouldStay() throws IOException {
        String experiment = bin.experiment();
        String run = bin.fullRun(experiment);
        bin.run(experiment);
        version(run);
        bin.deleteExperiment(experiment);
        JsonNode told = purge(REHEARSAL);
        assertThat(told.path("runs").asInt()).isEqualTo(1);
        assertThat(told.path("experiments").asInt()).isZero();
        assertThat(told.path("kept")).hasSize(2);
        assertThat(purge(EVERYTHING)).isEqualTo(told);
    }

    /// A run that something came to need between the mark and the work.
    @Test
    void whatIsPutBackIsAsItWas() throws IOException {
        String experiment = bin.experiment();
        String run = bin.fullRun(experiment);
        String model = bin.model(experiment, run);
        String name = experimentName(experiment);
        bin.deleteExperiment(experiment);
        purge(EVERYTHING);
        version(run);
        version(model, "models:/" + model, "model_id");

        bin.purgeAll();

        bin.post("3.0/cairn/trash/restore", "{\"experiment_ids\": [\"%s\"]}".formatted(experiment));
        assertThat(experimentName(experiment)).isEqualTo(name);
        assertThat(bin.mlflow("runs/get", "{\"run_id\": \"%s\"}".formatted(run))
                        .at("/run/data/params/0/key")
                        .asString())
                .isEqualTo("p");
        assertThat(stage("logged_models", "model_id", model))
                .as("it was never deleted")
                .isEqualTo("active");
        assertThat(bin.files()).hasSize(2);
    }

    @Test
    void aNameThatWasTakenMeanwhileIsNotTakenBack() throws IOException {
        String experiment = bin.experiment();
        String run = bin.fullRun(experiment);
        String name = experimentName(experiment);
        bin.deleteExperiment(experiment);
        purge(EVERYTHING);
        version(run);
        bin.mlflow("experiments/create", "{\"name\": \"%s\"}".formatted(name));
        bin.purgeAll();
        assertThat(experimentName(experiment)).isEqualTo("%s (%s)".formatted(name, experiment));
    }

    @Test
    void whatHasBegunToGoIsNotPutBack() throws IOException {
        String run = bin.fullRun(bin.experiment());
        bin.deleteRun(run);
        purge(EVERYTHING);
        bin.database.write(tx -> tx.update("UPDATE purges SET begun = 1"));
        version(run);

        bin.purgeAll();

        assertThat(bin.rows()).containsEntry("runs", 0L).containsEntry("purges", 0L);
        assertThat(bin.files()).isEmpty();
    }

    @Test
    void whatWasDeletedAtAnUnknownTimeIsNeverOld() {
        String run = bin.run(bin.experiment());
        bin.deleteRun(run);
        bin.database.write(tx -> tx.update("UPDATE runs SET deleted_time = NULL"));
        bin.pass(Duration.ofDays(1_000));

        assertThat(purge("{\"older_than\": \"30d\"}").path("runs").asInt()).isZero();
        assertThat(bin.post("3.0/cairn/trash", "{}").at("/items/0/deleted_time").asLong())
                .isZero();
        assertThat(purge(EVERYTHING).path("runs").asInt()).isEqualTo(1);
    }

    @Test
    void folderThatCannotBeDeletedStopsNobodyElse() throws IOException {
        String stuck = bin.experiment();
        String other = bin.experiment();
        for (String experiment : List.of(stuck, other)) {
            bin.mlflow(
                    "experiments/set-experiment-tag",
                    "{\"experiment_id\": \"%s\", \"key\": \"cairn.traceRetention\", \"value\": \"7d\"}"
                            .formatted(experiment));
            addTrace(experiment, "tr-" + experiment);
            bin.store("%s/traces/tr-%s/artifacts/file".formatted(experiment, experiment));
        }
        Path traces = bin.folder.resolve(stuck).resolve("traces");
        Path elsewhere = Files.move(traces, folder.resolve("elsewhere"));
        Files.createSymbolicLink(traces, elsewhere); // through which no path may lead

        bin.trash.applyRetention();

        List<String> left = bin.database.read(tx -> tx.query("SELECT trace_id FROM traces", row -> row.getString(1)));
        assertThat(left).containsExactly("tr-" + stuck);
        assertThat(elsewhere.resolve("tr-" + stuck).resolve("artifacts/file")).exists();
        assertThat(bin.folder.resolve(other).resolve("traces/tr-" + other)).doesNotExist();
    }

    @Test
    void onlyTheFoldersThatTracesHaveAreDeleted() throws IOException {
        String experiment = bin.experiment();
        bin.mlflow(
                "experiments/set-experiment-tag",
                "{\"experiment_id\": \"%s\", \"key\": \"cairn.traceRetention\", \"value\": \"7d\"}"
                        .formatted(experiment));
        for (int i = 0; i < 250; i++) {
            addTrace(experiment, "tr-" + i);
        }
        bin.store("%s/traces/tr-100/artifacts/file".formatted(experiment));
        bin.store("%s/traces/tr-other/artifacts/file".formatted(experiment));

        bin.trash.applyRetention();

        assertThat(bin.rows()).containsEntry("traces", 0L);
        assertThat(bin.files()).containsExactly("%s/traces/tr-other/artifacts/file".formatted(experiment));
    }

    @Test
    void filesOfARunOfAnotherExperimentKeepTheFolder() throws IOException {
        List<String> experiments =
                IntStream.range(0, 12).mapToObj(i -> bin.experiment()).toList();
        String run = bin.run("1");
        assertThat(experiments).contains("1", "11"); // the one's location is the beginning of the other's
        bin.store("11/theirs/artifacts/file");
        bin.database.write(tx -> tx.update(
                "UPDATE runs SET artifact_uri = 'mlflow-artifacts:/11/theirs/artifacts' WHERE run_id = ?", run));
        bin.deleteExperiment("11");

        assertThat(bin.purgeAll().kept().getFirst().keptBecause())
                .isEqualTo("a run or a logged model of another experiment keeps files in its folder");
        assertThat(bin.files()).containsExactly("11/theirs/artifacts/file");
    }

    @Test
    void aRequestNamesNoMoreThanItMay() {
        String ids = String.join(
                "\", \"", IntStream.range(0, 10_001).mapToObj("r%d"::formatted).toList());
        for (String path : List.of("purge", "restore")) {
            assertThatThrownBy(() -> bin.post("3.0/cairn/trash/" + path, "{\"run_ids\": [\"%s\"]}".formatted(ids)))
                    .hasMessageContaining("send several");
        }
    }

    @Test
    void theShellPurgesEverythingHoweverMuchAndFindsWhatItIsNotGiven() {
        String experiment = bin.experiment();
        addRuns(experiment, 450);
        bin.deleteExperiment(experiment);
        assertThatThrownBy(() -> bin.trash.purge(
                        new PurgeTrash(List.of(), List.of("nothing"), List.of(), List.of(), null, true, null)))
                .hasMessage("There is no run 'nothing' in the trash.");
        Trash.Purged purged =
                bin.trash.purge(new PurgeTrash(List.of(), List.of(), List.of(), List.of(), null, true, null));
        assertThat(purged.response().runs()).isEqualTo(450);
        assertThat(purged.response().more()).isNull();
        assertThat(purged.putOff()).isZero();
        assertThat(bin.rows()).containsEntry("runs", 0L);
    }

    private JsonNode purge(String request) {
        return bin.post("3.0/cairn/trash/purge", request);
    }

    private String experimentName(String experiment) {
        return bin.database
                .read(tx -> tx.find(
                        "SELECT name FROM experiments WHERE id = ?", row -> row.getString(1), Long.valueOf(experiment)))
                .orElseThrow();
    }

    private String stage(String table, String column, String id) {
        return bin.database
                .read(tx -> tx.find(
                        "SELECT lifecycle_stage FROM %s WHERE %s = ?".formatted(table, column),
                        row -> row.getString(1),
                        id))
                .orElseThrow();
    }

    private void version(String run) {
        version(run, "runs:/%s/model".formatted(run), "run_id");
    }

    /// A version of a model that the registry has already, as it comes while a purge is under way.
    private void version(String of, String source, String column) {
        String name = "model " + UUID.randomUUID();
        bin.mlflow("registered-models/create", "{\"name\": \"%s\"}".formatted(name));
        if (column.equals("run_id")) {
            bin.mlflow(
                    "model-versions/create",
                    "{\"name\": \"%s\", \"source\": \"%s\", \"run_id\": \"%s\"}".formatted(name, source, of));
        } else {
            bin.mlflow(
                    "model-versions/create",
                    "{\"name\": \"%s\", \"source\": \"s3://elsewhere/model\"}".formatted(name));
            bin.database.write(tx ->
                    tx.update("UPDATE model_versions SET model_id = ? WHERE source = 's3://elsewhere/model'", of));
        }
    }

    private void addRuns(String experiment, int count) {
        bin.database.write(tx -> tx.update("""
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                INSERT INTO runs (run_id, experiment_id, name, user_id, status, lifecycle_stage, artifact_uri, last_activity)
                SELECT 'r' || i, e.id, 'run', 'someone', 'RUNNING', 'active',
                  e.artifact_location || '/r' || i || '/artifacts', 1
                FROM n, experiments e WHERE e.id = %s
                """.formatted(count, experiment)));
    }

    private void addModels(String experiment, int count) {
        for (int i = 0; i < count; i++) {
            bin.mlflow("logged-models", "{\"experiment_id\": \"%s\"}".formatted(experiment));
        }
    }

    private void addTrace(String experiment, String id) {
        bin.database.write(tx -> tx.update("""
                INSERT INTO traces (trace_id, experiment_id, state, request_time, is_final) VALUES (?, ?, 'OK', 1, 1)
                """, id, Long.valueOf(experiment)));
    }
}
