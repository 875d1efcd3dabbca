package dev.cairn.trash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.artifacts.LocalStore;
import dev.cairn.artifacts.MeanwhileStore;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Traces on their way to the trash, back, and away for good.
@OnEachDatabase
class TraceTrashTest {
    private final TestDatabase kind;
    private final Path folder;

    @AutoClose
    private final Bin bin;

    private final String experiment;

    TraceTrashTest(TestDatabase kind, @TempDir Path folder) throws IOException {
        this.kind = kind;
        this.folder = folder;
        bin = Bin.open(kind.fresh(), folder);
        experiment = bin.experiment();
    }

    @Test
    void aDeletedTraceIsListedAndComesBackAsItWas() throws IOException {
        String run = bin.run(experiment);
        String trace = fullTrace(experiment, run);
        String other = fullTrace(experiment, run);
        JsonNode before = info(trace);
        assertThat(before.path("assessments")).hasSize(2);

        delete(experiment, trace);

        assertMissing(trace);
        assertThat(found("")).containsExactly(other);
        JsonNode item = bin.post("3.0/cairn/trash", "{\"kind\": \"trace\"}").path("items");
        assertThat(item).hasSize(1);
        assertThat(item.get(0).path("id").asString()).isEqualTo(trace);
        assertThat(item.get(0).path("name").asString()).isEqualTo("ask");
        assertThat(item.get(0).path("experiment_id").asString()).isEqualTo(experiment);
        assertThat(item.get(0).path("artifact_uri").asString()).endsWith("/traces/" + trace + "/artifacts");

        restore(trace);

        assertThat(info(trace)).isEqualTo(before);
        assertThat(found("run_id = '%s' AND feedback.right = 'no' AND tags.env = 'prod'".formatted(run)))
                .containsExactlyInAnyOrder(trace, other);
        assertThat(bin.ids("{}")).isEmpty();
        assertThat(bin.files()).anyMatch(file -> file.contains(trace));
    }

    @Test
    void aRestoreOfATraceThatIsThereChangesNothing() throws IOException {
        String trace = fullTrace(experiment, bin.run(experiment));
        JsonNode before = info(trace);
        restore(trace);
        assertThat(info(trace)).isEqualTo(before);
        assertThatThrownBy(() -> restore("tr-none")).hasMessageContaining("not found");
    }

    @Test
    void aPurgeLeavesNoRowAndNoFileOfATrace() throws IOException {
        String run = bin.run(experiment);
        Map<String, Long> before = bin.rows();
        for (int i = 0; i < 3; i++) {
            delete(experiment, fullTrace(experiment, run));
        }
        assertThat(bin.purgeAll().traces()).isEqualTo(3);
        assertThat(bin.rows()).isEqualTo(before);
        assertThat(bin.files()).isEmpty();
    }

    @Test
    void onlyTheTracesThatAreNamedGo() throws IOException {
        String run = bin.run(experiment);
        String gone = fullTrace(experiment, run);
        String kept = fullTrace(experiment, run);
        delete(experiment, gone);
        delete(experiment, kept);
        String asked = "{\"trace_ids\": [\"%s\"]%s}";
        assertThat(bin.post("3.0/cairn/trash/purge", asked.formatted(gone, ", \"dry_run\": true"))
                        .path("traces")
                        .asInt())
                .isEqualTo(1);
        assertThat(bin.ids("{}")).hasSize(2);
        bin.post("3.0/cairn/trash/purge", asked.formatted(gone, ""));
        assertThat(bin.ids("{}")).containsExactly(kept);
        assertThatThrownBy(() -> restore(gone)).hasMessageContaining("not found");
        assertThatThrownBy(() -> bin.post("3.0/cairn/trash/purge", asked.formatted("tr-none", "")))
                .hasMessageContaining("There is no trace 'tr-none' in the trash");
    }

    @Test
    void aTraceThatIsSentAgainAfterItsDeletionIsAnother() throws IOException {
        String run = bin.run(experiment);
        String trace = traceId();
        start(experiment, trace, "first", "a-" + trace);
        delete(experiment, trace);
        start(experiment, trace, "second", "a-" + trace);
        bin.store(experiment + "/traces/" + trace + "/artifacts/attachments/x");
        assertThat(info(trace).at("/tags/env").asString()).isEqualTo("second");

        assertThatThrownBy(() -> restore(trace))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RESOURCE_ALREADY_EXISTS));
        assertThat(bin.purgeAll().traces()).isEqualTo(1);

        assertThat(info(trace).at("/tags/env").asString()).isEqualTo("second");
        assertThat(info(trace).path("assessments")).hasSize(1);
        assertThat(bin.files()).containsExactly(experiment + "/traces/" + trace + "/artifacts/attachments/x");
        assertThat(run).isNotEmpty();
    }

    @Test
    void theTraceThatWasDeletedLastTakesThePlaceOfTheOneBefore() {
        String trace = traceId();
        for (String env : new String[] {"first", "second"}) {
            start(experiment, trace, env, "a-" + trace);
            delete(experiment, trace);
        }
        assertThat(bin.ids("{}")).containsExactly(trace);
        assertThat(bin.rows()).containsEntry("traces", 2L);
        restore(trace);
        bin.purgeAll();
        assertThat(info(trace).at("/tags/env").asString()).isEqualTo("second");
        assertThat(bin.rows()).containsEntry("traces", 1L).containsEntry("purges", 0L);
    }

    @Test
    void assessmentsThatWereMadeAgainKeepTheTraceInTheTrash() {
        String trace = traceId();
        start(experiment, trace, "first", "a-" + trace);
        delete(experiment, trace);
        start(experiment, traceId(), "other", "a-" + trace);
        assertThatThrownBy(() -> restore(trace)).hasMessageContaining("were made again on another trace");
        assertThat(bin.ids("{}")).containsExactly(trace);
        assertMissing(trace);
    }

    @Test
    void tracesInTheTrashGoWithTheirExperiment() throws IOException {
        Map<String, Long> before = bin.rows();
        String doomed = bin.experiment();
        String run = bin.run(doomed);
        delete(doomed, fullTrace(doomed, run));
        fullTrace(doomed, run);
        bin.deleteExperiment(doomed);
        bin.purgeAll();
        assertThat(bin.rows()).isEqualTo(before);
        assertThat(bin.files()).isEmpty();
    }

    @Test
    void tracesInTheTrashGrowAsOldAsTheTrashAndTheirExperimentLetThem() throws IOException {
        try (Bin aging = new Bin(
                kind.fresh(),
                Files.createDirectories(folder.resolve("aging")),
                Bin.retention(Duration.ofDays(30), Duration.ofDays(90)))) {
            String home = aging.experiment();
            String old = traceId();
            String young = traceId();
            start(aging, home, old, "e", "a-1", "1970-01-02T00:00:00Z");
            start(aging, home, young, "e", "a-2", "2023-11-14T00:00:00Z");
            delete(aging, home, old);
            delete(aging, home, young);
            aging.trash.applyRetention();
            assertThat(aging.ids("{}")).containsExactly(young);
            aging.pass(Duration.ofDays(31));
            aging.trash.applyRetention();
            assertThat(aging.ids("{}")).isEmpty();
        }
    }

    /// On SQLite it is: the number is the highest one, and free again.
    @Test
    void aTraceThatIsGivenTheNumberOfAnOldOneIsKept() throws IOException {
        MeanwhileStore store = new MeanwhileStore(new LocalStore(folder));
        try (Bin aging = new Bin(kind.fresh(), folder, store, Bin.retention(null, Duration.ofDays(90)))) {
            String home = aging.experiment();
            String old = traceId();
            String young = traceId();
            start(aging, home, old, "e", "a-1", "1970-01-02T00:00:00Z");
            aging.store(home + "/traces/" + old + "/artifacts/attachments/x");
            store.beforeDeletion(() -> {
                delete(aging, home, old);
                aging.purgeAll();
                start(aging, home, young, "e", "a-2", "2023-11-14T00:00:00Z");
            });

            aging.trash.applyRetention();

            List<String> left =
                    aging.database.read(tx -> tx.query("SELECT trace_id FROM traces", row -> row.getString(1)));
            assertThat(left).containsExactly(young);
        }
    }

    private String fullTrace(String home, String run) throws IOException {
        String trace = traceId();
        start(home, trace, "prod", "a-" + trace);
        bin.post("3.0/mlflow/traces/{trace_id}/assessments", """
                {"trace_id": "%s", "assessment": {"assessment_name": "right", "feedback": {"value": "no"},
                  "source": {"source_type": "HUMAN", "source_id": "me"}, "overrides": "a-%s"}}
                """.formatted(trace, trace));
        bin.mlflow("traces/link-to-run", "{\"trace_ids\": [\"%s\"], \"run_id\": \"%s\"}".formatted(trace, run));
        bin.store(home + "/traces/" + trace + "/artifacts/attachments/a.txt");
        return trace;
    }

    private void start(String home, String trace, String env, String assessment) {
        start(bin, home, trace, env, assessment, "2023-11-14T00:00:00Z");
    }

    private static void start(Bin in, String home, String trace, String env, String assessment, String time) {
        in.post("3.0/mlflow/traces", """
                {"trace": {"trace_info": {"trace_id": "%s", "request_time": "%s", "state": "OK",
                  "trace_location": {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "%s"}},
                  "trace_metadata": {"mlflow.trace.session": "s-1"}, "tags": {"env": "%s", "mlflow.traceName": "ask"},
                  "assessments": [{"assessment_id": "%s", "assessment_name": "right", "feedback": {"value": "yes"},
                    "source": {"source_type": "HUMAN", "source_id": "me"}}]}}}
                """.formatted(trace, time, home, env, assessment));
    }

    private static String traceId() {
        return "tr-" + UUID.randomUUID().toString().replace("-", "");
    }

    private void delete(String home, String trace) {
        delete(bin, home, trace);
    }

    private static void delete(Bin in, String home, String trace) {
        JsonNode answer = in.post(
                "3.0/mlflow/traces/delete-traces",
                "{\"experiment_id\": \"%s\", \"request_ids\": [\"%s\"]}".formatted(home, trace));
        assertThat(answer.path("traces_deleted").asInt()).isEqualTo(1);
    }

    private void restore(String trace) {
        bin.post("3.0/cairn/trash/restore", "{\"trace_ids\": [\"%s\"]}".formatted(trace));
    }

    private JsonNode info(String trace) {
        return bin.post("3.0/mlflow/traces/{trace_id}", "{\"trace_id\": \"%s\"}".formatted(trace))
                .at("/trace/trace_info");
    }

    private void assertMissing(String trace) {
        assertThatThrownBy(() -> info(trace)).hasMessageContaining("not found");
    }

    private List<String> found(String filter) {
        return bin.post("3.0/mlflow/traces/search", """
                        {"locations": [{"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "%s"}}],
                          "filter": "%s"}
                        """.formatted(experiment, filter))
                .path("traces")
                .valueStream()
                .map(found -> found.path("trace_id").asString())
                .toList();
    }
}
