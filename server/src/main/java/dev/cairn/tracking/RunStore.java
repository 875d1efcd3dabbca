package dev.cairn.tracking;

import static dev.cairn.access.Resource.RUN;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.DatabaseException;
import dev.cairn.db.Reached;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Guard;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.tracking.experiments.Lifecycle;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The SQL of runs, inside one workspace.
final class RunStore {
    static final Row<StoredRun> ROW = row -> new StoredRun(
            row.getLong("id"),
            row.getString("run_id"),
            row.getLong("experiment_id"),
            row.getString("name"),
            row.getString("user_id"),
            RunStatus.valueOf(row.getString("status")),
            Row.longOrNull(row, "start_time"),
            Row.longOrNull(row, "end_time"),
            row.getString("lifecycle_stage"),
            row.getString("artifact_uri"),
            Row.longOrNull(row, "last_activity"));

    /// Characters of an id of a run, of whatever server.
    private static final int MAX_ID = 64;

    private final Transaction tx;
    private final Caller caller;

    RunStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    StoredRun get(String runId) {
        return find(runId, "").orElseThrow(() -> missing(runId));
    }

    /// Runs by their numbers, in the order given.
    List<StoredRun> byIds(List<Long> ids) {
        Map<Long, StoredRun> found = HashMap.newHashMap(ids.size());
        tx.queryIn(
                "SELECT * FROM runs WHERE id IN (:ids)",
                row -> found.put(row.getLong("id"), ROW.read(row)),
                ids.stream().mapToLong(Long::longValue).toArray());
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /// A run that may be written to. Until the transaction ends, no other one gets past here with it.
    StoredRun active(String runId) {
        StoredRun run = findLocked(runId).orElseThrow(() -> missing(runId));
        run.requireActive();
        return run;
    }

    /// Those of some runs that are there, in the order given.
    List<StoredRun> present(List<String> runIds) {
        return runIds.stream().flatMap(runId -> find(runId, "").stream()).toList();
    }

    /// Runs that must all be there, by their ids.
    Map<String, StoredRun> all(Set<String> runIds) {
        Map<String, StoredRun> found = HashMap.newHashMap(runIds.size());
        tx.queryIn(
                """
                SELECT r.* FROM runs r JOIN experiments e ON e.id = r.experiment_id
                WHERE e.workspace_id = ? AND r.lifecycle_stage <> 'purging' AND r.run_id IN (:ids)
                """,
                row -> admitted(ROW.read(row)).map(run -> found.put(run.runId(), run)),
                runIds,
                caller.workspace().id());
        for (String runId : runIds) {
            if (!found.containsKey(runId)) {
                throw missing(runId);
            }
        }
        return found;
    }

    /// Runs of an experiment that name some as their parents, in whatever stage but purging.
    ///
    /// @param parents their numbers
    /// @param limit   of all together
    List<StoredRun> children(long experiment, long[] parents, int limit) {
        return tx.queryIn(
                "SELECT * FROM runs WHERE parent_run_id IS NOT NULL AND lifecycle_stage <> 'purging' AND experiment_id = ?"
                        + " AND parent_run_id IN (SELECT run_id FROM runs WHERE id IN (:ids)) LIMIT " + limit,
                ROW,
                parents,
                experiment);
    }

    /// Those of some ids that are taken.
    Set<String> known(Collection<String> runIds) {
        return Set.copyOf(tx.queryIn(
                """
                SELECT r.run_id FROM runs r JOIN experiments e ON e.id = r.experiment_id
                WHERE e.workspace_id = ? AND r.run_id IN (:ids)
                """, row -> row.getString(1), runIds, caller.workspace().id()));
    }

    /// Ids of the runs of an experiment, of all stages, from behind one.
    List<String> page(long experiment, String after, int limit) {
        return tx.query("""
                SELECT r.run_id FROM runs r JOIN experiments e ON e.id = r.experiment_id
                WHERE e.workspace_id = ? AND e.id = ? AND r.run_id > ? ORDER BY r.run_id LIMIT ?
                """, row -> row.getString(1), caller.workspace().id(), experiment, after, limit);
    }

    /// When runs were put into the trash, by their numbers.
    Map<Long, Long> deletedTimes(long[] ids) {
        Map<Long, Long> times = new HashMap<>();
        tx.queryIn(
                "SELECT id, deleted_time FROM runs WHERE deleted_time IS NOT NULL AND id IN (:ids)",
                row -> times.put(row.getLong(1), row.getLong(2)),
                ids);
        return times;
    }

    /// A run of any workspace, for what is told to nobody who may not see it.
    static Optional<StoredRun> anywhere(Transaction tx, String runId) {
        return tx.find("SELECT * FROM runs WHERE run_id = ? AND lifecycle_stage <> 'purging'", ROW, runId);
    }

    /// A run in whatever stage, which no other transaction changes until this one ends.
    ///
    /// PostgreSQL finds nothing when the run goes to another experiment while this waits for it, since it joins
    /// the run as it is then to the experiment as it was. The second look finds it.
    Optional<StoredRun> findLocked(String runId) {
        return find(runId, tx.locking("r")).or(() -> find(runId, tx.locking("r")));
    }

    private Optional<StoredRun> find(String runId, String lock) {
        return tx.find("""
                SELECT r.* FROM runs r JOIN experiments e ON e.id = r.experiment_id
                WHERE r.run_id = ? AND e.workspace_id = ? AND r.lifecycle_stage <> 'purging'
                """ + lock, ROW, runId, caller.workspace().id()).flatMap(this::admitted);
    }

    private Optional<StoredRun> admitted(StoredRun run) {
        return Guard.admits(caller, RUN, run.experimentId()) ? Optional.of(run) : Optional.empty();
    }

    /// The numbers of runs that must all be there, by their ids.
    ToLongFunction<String> ids(Set<String> runIds) {
        Map<String, Ref> found = refs(runIds);
        runIds.forEach(runId -> require(caller, runId, found.get(runId)));
        return runId -> Objects.requireNonNull(found.get(runId)).id();
    }

    /// A run that a caller may write to.
    ///
    /// @param found what [#refs] says of it
    static Ref requireActive(Caller caller, String runId, @Nullable Ref found) {
        Ref run = require(caller, runId, found);
        Lifecycle.requireActive("run", runId, run.stage());
        return run;
    }

    private static Ref require(Caller caller, String runId, @Nullable Ref found) {
        if (found == null || !Guard.admits(caller, RUN, found.experimentId())) {
            throw missing(runId);
        }
        return found;
    }

    /// What logging has to know of those of some runs that are there, by their ids, whoever may see them.
    Map<String, Ref> refs(Set<String> runIds) {
        Map<String, Ref> found = HashMap.newHashMap(runIds.size());
        tx.queryIn(
                """
                SELECT r.run_id, r.id, r.lifecycle_stage, r.experiment_id, r.last_activity
                FROM runs r JOIN experiments e ON e.id = r.experiment_id
                WHERE e.workspace_id = ? AND r.lifecycle_stage <> 'purging' AND r.run_id IN (:ids)
                """,
                row -> found.put(
                        row.getString(1),
                        new Ref(
                                row.getString(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getLong(4),
                                Row.longOrNull(row, 5))),
                runIds,
                caller.workspace().id());
        return found;
    }

    /// A run as logging needs it.
    record Ref(
            String runId,
            long id,
            String stage,
            long experimentId,
            @Nullable Long lastActivity) {}

    /// Notes that runs were written to. Their rows are locked in the order of their numbers.
    static void setLastActivity(Transaction tx, long[] ids, long now) {
        tx.queryIn(
                "UPDATE runs SET last_activity = ? WHERE id IN (SELECT id FROM runs WHERE id IN (:ids) ORDER BY id "
                        + tx.locking("runs") + ") RETURNING id",
                row -> row.getLong(1),
                ids,
                now);
    }

    /// Active runs under way in active experiments, those first that began last. The index of runs under way leads:
    /// the kind of join and the condition of the number are for SQLite, which would read all runs without them.
    List<RunningRuns.Found> running(int limit) {
        Reached reached = new Reached(tx, Guard.reach(caller, RUN));
        return tx.query(
                """
                SELECT r.*, e.name AS experiment_name FROM runs r CROSS JOIN experiments e
                WHERE r.status = 'RUNNING' AND r.id > 0 AND r.lifecycle_stage = 'active'
                  AND e.id = r.experiment_id AND e.workspace_id = ? AND e.lifecycle_stage = 'active' AND %s
                ORDER BY COALESCE(r.start_time, 0) DESC, r.id DESC LIMIT ?
                """.formatted(reached.byId("e.id")),
                row -> new RunningRuns.Found(ROW.read(row), row.getString("experiment_name")),
                caller.workspace().id(),
                reached.ids(),
                limit);
    }

    /// Runs under way of which nothing was heard since a time, by their numbers.
    ///
    /// @param onlyTagged whether only those count whose experiment says what becomes of them
    /// @param after      the number behind which to begin
    static List<StaleRuns.Candidate> silentSince(Transaction tx, long time, boolean onlyTagged, long after, int limit) {
        String tags = onlyTagged ? "JOIN" : "LEFT JOIN";
        return tx.query(
                """
                SELECT r.*, w.id AS workspace, w.name AS workspace_name, t.value AS policy
                FROM runs r JOIN experiments e ON e.id = r.experiment_id JOIN workspaces w ON w.id = e.workspace_id
                %s experiment_tags t ON t.experiment_id = r.experiment_id AND t.name = ?
                WHERE r.status = 'RUNNING' AND r.lifecycle_stage = 'active' AND r.id > ?
                  AND COALESCE(r.last_activity, r.start_time, 0) <= ?
                ORDER BY r.id LIMIT ?
                """.formatted(tags),
                row -> new StaleRuns.Candidate(
                        ROW.read(row),
                        new Workspace(row.getLong("workspace"), row.getString("workspace_name")),
                        row.getString("policy")),
                StaleRuns.POLICY_TAG,
                after,
                time,
                limit);
    }

    /// Adds a run and returns its number.
    long insert(StoredRun run) {
        try {
            return tx.number(
                    """
                    INSERT INTO runs (run_id, experiment_id, name, user_id, status, start_time, lifecycle_stage, artifact_uri,
                      last_activity)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    RETURNING id
                    """,
                    run.runId(),
                    run.experimentId(),
                    run.name(),
                    run.userId(),
                    run.status().name(),
                    run.startTime(),
                    run.lifecycleStage(),
                    run.artifactUri(),
                    run.lastActivity());
        } catch (DatabaseException refused) {
            throw refused.isConstraint()
                    ? ApiException.alreadyExists("Run with id=%s already exists".formatted(run.runId()))
                    : refused;
        }
    }

    /// Adds a run as another server had it and returns its number.
    long insertCopy(StoredRun run, @Nullable Long deletedTime) {
        long id = insert(run);
        tx.update("UPDATE runs SET end_time = ?, deleted_time = ? WHERE id = ?", run.endTime(), deletedTime, id);
        return id;
    }

    void update(long id, RunStatus status, @Nullable Long endTime, String name) {
        tx.update("UPDATE runs SET status = ?, end_time = ?, name = ? WHERE id = ?", status.name(), endTime, name, id);
    }

    /// Notes which run another names as its parent; nothing where that is no id.
    void setParent(long id, @Nullable String parent) {
        boolean isId = parent != null && !parent.isEmpty() && parent.length() <= MAX_ID;
        tx.update("UPDATE runs SET parent_run_id = ? WHERE id = ?", isId ? parent : null, id);
    }

    void rename(long id, String name) {
        tx.update("UPDATE runs SET name = ? WHERE id = ?", name, id);
    }

    /// Deletes or restores a run, unless a purge was quicker.
    void setLifecycleStage(StoredRun run, String stage, @Nullable Long deletedTime) {
        int changed = tx.update(
                "UPDATE runs SET lifecycle_stage = ?, deleted_time = ? WHERE id = ? AND lifecycle_stage <> 'purging'",
                stage,
                deletedTime,
                run.id());
        if (changed == 0) {
            throw missing(run.runId());
        }
    }

    private static ApiException missing(String runId) {
        return ApiException.missing("Run with id=%s not found".formatted(runId));
    }
}
