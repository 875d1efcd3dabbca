package dev.cairn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.evaluation.CreateDataset;
import dev.cairn.protocol.evaluation.EvaluationDataset;
import dev.cairn.protocol.evaluation.GetDataset;
import dev.cairn.protocol.evaluation.GetDatasetRecords;
import dev.cairn.protocol.evaluation.UpsertDatasetRecords;
import dev.cairn.tracking.Tracking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules of evaluation on a real database, called from a workspace in which nothing is yet. Its clock moves on by a
/// millisecond each time it is read.
final class Evaluator {
    final Database database;
    final Caller caller;
    final Tracking tracking;
    final EvaluationDatasets datasets;
    final DatasetSearch datasetSearch;
    final DatasetRecords records;
    final Scorers scorers;
    final OnlineScoring onlineScoring;
    final Issues issues;
    final InstantSource clock;

    Evaluator(TestDatabase kind) {
        this(kind.shared());
    }

    private Evaluator(Database database) {
        AtomicLong now = new AtomicLong(1_700_000_000_000L);
        this.database = database;
        clock = () -> Instant.ofEpochMilli(now.incrementAndGet());
        caller = new Caller("someone", newWorkspace(database));
        tracking = new Tracking(database, new Artifacts(noFiles()), "mlflow-artifacts:/", clock);
        datasets = new EvaluationDatasets(database, tracking, clock);
        datasetSearch = new DatasetSearch(database);
        records = new DatasetRecords(database, clock);
        scorers = new Scorers(database, tracking, clock);
        onlineScoring = new OnlineScoring(database, tracking);
        issues = new Issues(database, tracking, clock);
    }

    private static Workspace newWorkspace(Database database) {
        String name = "w" + UUID.randomUUID();
        long id = database.write(tx -> tx.number("INSERT INTO workspaces (name) VALUES (?) RETURNING id", name));
        return new Workspace(id, name);
    }

    private static LocalStore noFiles() {
        try {
            return new LocalStore(Files.createTempDirectory("cairn-evaluation"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String experiment() {
        return Long.toString(
                database.write(tx -> tx.number("""
                INSERT INTO experiments
                  (workspace_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
                VALUES (?, ?, '', 'active', 0, 0) RETURNING id
                """, caller.workspace().id(), "e" + UUID.randomUUID())));
    }

    String trace(String experiment) {
        String id = "tr-" + UUID.randomUUID().toString().replace("-", "");
        database.write(tx -> tx.update("""
                INSERT INTO traces (trace_id, experiment_id, state, request_time, is_final) VALUES (?, ?, 'OK', 0, 1)
                """, id, Long.parseLong(experiment)));
        return id;
    }

    String run(String experiment) {
        String id = UUID.randomUUID().toString().replace("-", "");
        database.write(tx -> tx.update("""
                INSERT INTO runs (run_id, experiment_id, name, user_id, status, lifecycle_stage, artifact_uri)
                VALUES (?, ?, 'r', 'u', 'RUNNING', 'active', '')
                """, id, Long.parseLong(experiment)));
        return id;
    }

    /// Adds an assessment of a kind such as `issue`.
    void assess(String trace, String name, String kind) {
        database.write(tx -> tx.update("""
                INSERT INTO assessments
                  (assessment_id, trace, name, kind, source_type, is_valid, creation_time, last_update_time)
                SELECT ?, id, ?, ?, 'HUMAN', 1, 0, 0 FROM traces WHERE trace_id = ?
                """, "a-" + UUID.randomUUID(), name, kind, trace));
    }

    EvaluationDataset dataset(String name, @Nullable String tags, String... experiments) {
        return datasets.create(caller, new CreateDataset(name, List.of(experiments), tags))
                .dataset();
    }

    EvaluationDataset get(String dataset) {
        return datasets.get(caller, new GetDataset(dataset)).dataset();
    }

    UpsertDatasetRecords.Response upsert(String dataset, String json) {
        return records.upsert(caller, new UpsertDatasetRecords(dataset, json));
    }

    /// All records of a data set.
    List<ObjectNode> records(String dataset) {
        return parsed(records.get(caller, new GetDatasetRecords(dataset, null, null)));
    }

    static List<ObjectNode> parsed(GetDatasetRecords.Response page) {
        return JsonText.read("records", page.records())
                .valueStream()
                .map(ObjectNode.class::cast)
                .toList();
    }

    static JsonNode json(String text) {
        return JsonText.read("json", text);
    }

    static AbstractStringAssert<?> assertInvalid(ThrowingCallable call) {
        return assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, call);
    }

    static AbstractStringAssert<?> assertMissing(ThrowingCallable call) {
        return assertRefused(ErrorCode.RESOURCE_DOES_NOT_EXIST, call);
    }

    /// Checks the code of a refusal and goes on with its message.
    static AbstractStringAssert<?> assertRefused(ErrorCode code, ThrowingCallable call) {
        Throwable thrown = Assertions.catchThrowable(call);
        assertThat(thrown).isInstanceOf(ApiException.class);
        ApiException refusal = (ApiException) thrown;
        assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
        return assertThat(refusal.getMessage());
    }
}
