package dev.cairn.traces;

import dev.cairn.TestCaller;
import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.GetTraceInfoV3;
import dev.cairn.protocol.traces.StartTraceV3;
import dev.cairn.protocol.traces.Trace;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.tracking.Tracking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// The rules of traces on a real database, called from a workspace in which nothing is yet.
final class Tracer {
    private static final AtomicLong EXPERIMENTS = new AtomicLong();

    final Database database;
    final Artifacts artifacts;
    final Tracking tracking;
    final TraceStarts starts;
    final TraceReads reads;
    final Caller caller;

    Tracer(TestDatabase kind) {
        this(kind.shared());
    }

    Tracer(Database database) {
        this.database = database;
        try {
            artifacts = new Artifacts(new LocalStore(Files.createTempDirectory("cairn-traces")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        tracking = new Tracking(database, artifacts, "mlflow-artifacts:/", java.time.InstantSource.system());
        starts = new TraceStarts(database, tracking, java.time.InstantSource.system());
        reads = new TraceReads(database);
        String name = "w" + UUID.randomUUID();
        caller = TestCaller.of(
                "someone",
                new Workspace(
                        database.write(tx -> tx.number("INSERT INTO workspaces (name) VALUES (?) RETURNING id", name)),
                        name));
    }

    /// A new experiment.
    String experiment() {
        return Long.toString(database.write(tx -> tx.number(
                """
                INSERT INTO experiments
                  (workspace_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
                VALUES (?, ?, ?, 'active', 0, 0) RETURNING id
                """,
                caller.workspace().id(),
                "e" + EXPERIMENTS.incrementAndGet(),
                "mlflow-artifacts:/e" + EXPERIMENTS.get())));
    }

    /// A new trace id.
    static String traceId() {
        return "tr-" + UUID.randomUUID().toString().replace("-", "");
    }

    /// What a client tells of a trace, the rest of it ordinary.
    static TraceInfo told(String experiment, String traceId, Map<String, String> metadata, Map<String, String> tags) {
        return told(experiment, traceId, metadata, List.of(), tags);
    }

    static TraceInfo told(
            String experiment,
            String traceId,
            Map<String, String> metadata,
            List<Assessment> assessments,
            Map<String, String> tags) {
        return new TraceInfo(
                traceId,
                "request of " + traceId,
                TraceLocation.of(experiment),
                "what?",
                "that",
                "2024-05-01T12:00:00.250Z",
                "1.500s",
                TraceState.OK,
                metadata,
                assessments,
                tags);
    }

    TraceInfo start(TraceInfo told) {
        return starts.start(caller, new StartTraceV3(new Trace(told))).trace().traceInfo();
    }

    TraceInfo info(String traceId) {
        return reads.info(caller, new GetTraceInfoV3(traceId)).trace().traceInfo();
    }
}
