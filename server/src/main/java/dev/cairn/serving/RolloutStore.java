package dev.cairn.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Json;
import dev.cairn.protocol.serving.Rollout.State;
import dev.cairn.serving.rollouts.RolloutFigures;
import dev.cairn.serving.rollouts.RolloutPlan;
import dev.cairn.serving.rollouts.Sums;
import java.util.List;
import java.util.Optional;

/// The SQL of rollouts and of what servers counted in them. Who changes one has its endpoint locked.
record RolloutStore(Transaction tx) {
    private static final Row<StoredRollout> ROW = row -> new StoredRollout(
            row.getLong("endpoint"),
            row.getLong("config_version"),
            row.getString("entity"),
            Json.read(row.getString("plan").getBytes(UTF_8), RolloutPlan.class),
            State.valueOf(row.getString("state")),
            row.getInt("step"),
            row.getLong("step_time"),
            row.getString("message"),
            row.getString("creator"),
            row.getLong("creation_time"),
            Row.longOrNull(row, "end_time"));

    Optional<StoredRollout> find(long endpoint) {
        return tx.find("SELECT * FROM serving_rollouts WHERE endpoint = ?", ROW, endpoint);
    }

    /// The newest of each endpoint of all workspaces.
    List<StoredRollout> all() {
        return tx.query("SELECT * FROM serving_rollouts", ROW);
    }

    /// Those that are under way, of all workspaces.
    List<StoredRollout> running() {
        return tx.query("SELECT * FROM serving_rollouts WHERE state = ?", ROW, State.RUNNING.name());
    }

    /// Begins one in the place of what was there before.
    void begin(StoredRollout rollout) {
        tx.update("DELETE FROM serving_rollouts WHERE endpoint = ?", rollout.endpoint());
        tx.update(
                """
                INSERT INTO serving_rollouts
                  (endpoint, config_version, entity, plan, state, step, step_time, creator, creation_time)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                rollout.endpoint(),
                rollout.configVersion(),
                rollout.entity(),
                new String(Json.write(rollout.plan()), UTF_8),
                rollout.state().name(),
                rollout.step(),
                rollout.stepTime(),
                rollout.creator(),
                rollout.creationTime());
    }

    /// Keeps where it is.
    void put(StoredRollout rollout) {
        tx.update(
                "UPDATE serving_rollouts SET state = ?, step = ?, step_time = ?, message = ?, end_time = ? WHERE endpoint = ?",
                rollout.state().name(),
                rollout.step(),
                rollout.stepTime(),
                rollout.why(),
                rollout.endTime(),
                rollout.endpoint());
    }

    /// Keeps what a server has counted of an entity in a step of a rollout that is still there.
    void count(StoredRollout.Step step, String server, String entity, Sums sums) {
        tx.update("""
                INSERT INTO serving_rollout_figures (endpoint, step, server, entity, sums)
                SELECT endpoint, ?, ?, ?, ? FROM serving_rollouts WHERE endpoint = ? AND creation_time = ?
                ON CONFLICT (endpoint, step, server, entity) DO UPDATE SET sums = excluded.sums
                """, step.step(), server, entity, sums.text(), step.endpoint(), step.began());
    }

    List<RolloutFigures.Counted> counted(long endpoint) {
        return tx.query(
                "SELECT step, entity, sums FROM serving_rollout_figures WHERE endpoint = ?",
                row -> new RolloutFigures.Counted(
                        row.getInt("step"), row.getString("entity"), Sums.parse(row.getString("sums"))),
                endpoint);
    }
}
