package dev.cairn;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import dev.cairn.tracking.Tracking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// A workspace of its own in the tests' shared database, to the rules of features above tracking. Its clock moves on by
/// a millisecond each time it is read; what it holds is put there by SQL.
public final class TestWorkspace {
    public final Database database;
    public final InstantSource clock;
    public final Caller caller;
    public final Artifacts artifacts;
    public final Tracking tracking;

    public TestWorkspace(TestDatabase kind) {
        AtomicLong now = new AtomicLong(1_700_000_000_000L);
        database = kind.shared();
        clock = () -> Instant.ofEpochMilli(now.incrementAndGet());
        caller = TestCaller.of("someone", newWorkspace(database));
        artifacts = new Artifacts(noFiles());
        tracking = new Tracking(database, artifacts, "mlflow-artifacts:/", clock);
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

    public String experiment() {
        return Long.toString(
                database.write(tx -> tx.number("""
                INSERT INTO experiments
                  (workspace_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
                VALUES (?, ?, '', 'active', 0, 0) RETURNING id
                """, caller.workspace().id(), "e" + UUID.randomUUID())));
    }

    public String trace(String experiment) {
        String id = "tr-" + UUID.randomUUID().toString().replace("-", "");
        database.write(tx -> tx.update("""
                INSERT INTO traces (trace_id, experiment_id, state, request_time, is_final) VALUES (?, ?, 'OK', 0, 1)
                """, id, Long.parseLong(experiment)));
        return id;
    }

    public String run(String experiment) {
        String id = UUID.randomUUID().toString().replace("-", "");
        database.write(tx -> tx.update("""
                INSERT INTO runs (run_id, experiment_id, name, user_id, status, lifecycle_stage, artifact_uri)
                VALUES (?, ?, 'r', 'u', 'RUNNING', 'active', '')
                """, id, Long.parseLong(experiment)));
        return id;
    }

    /// Adds an assessment of a kind such as `issue`.
    public void assess(String trace, String name, String kind) {
        database.write(tx -> tx.update("""
                INSERT INTO assessments
                  (assessment_id, trace, name, kind, source_type, is_valid, creation_time, last_update_time)
                SELECT ?, id, ?, ?, 'HUMAN', 1, 0, 0 FROM traces WHERE trace_id = ?
                """, "a-" + UUID.randomUUID(), name, kind, trace));
    }
}
