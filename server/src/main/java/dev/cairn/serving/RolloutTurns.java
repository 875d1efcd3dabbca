package dev.cairn.serving;

import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.serving.RolloutReason;
import dev.cairn.serving.rollouts.Judge;
import dev.cairn.serving.rollouts.Reasons;
import dev.cairn.serving.rollouts.RolloutFigures;
import dev.cairn.serving.rollouts.Sums;
import dev.cairn.text.NewIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves rollouts on, or back. Each server keeps in the database what it has counted, and looks at what all have
/// counted together; whoever is the first to see that a step has ended or a limit is broken says so, with the endpoint
/// locked.
final class RolloutTurns {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutTurns.class);

    private final Database database;
    private final Fleet fleet;
    private final Rollouts rollouts;
    private final InstantSource clock;

    /// Of this process: what another one has counted before is kept beside it.
    private final String server = NewIds.of("");

    /// What was written last, by step and entity.
    private final Map<Written, Sums> written = new HashMap<>();

    private record Written(StoredRollout.Step step, String entity) {}

    RolloutTurns(Database database, Fleet fleet, Rollouts rollouts, InstantSource clock) {
        this.database = database;
        this.fleet = fleet;
        this.rollouts = rollouts;
        this.clock = clock;
    }

    /// A turn of one thread at a time.
    void turn() {
        List<StoredRollout> running = database.read(tx -> new RolloutStore(tx).running());
        written.keySet()
                .removeIf(each ->
                        running.stream().noneMatch(rollout -> rollout.which().equals(each.step())));
        boolean hasMoved = false;
        for (StoredRollout rollout : running) {
            keep(rollout.which());
            Next next = database.read(tx -> next(tx, rollout));
            if (!(next instanceof Stay)) {
                database.write(tx -> {
                    move(tx, rollout.which());
                    return true;
                });
                hasMoved = true;
            }
        }
        if (hasMoved) {
            fleet.turn();
        }
    }

    /// Writes what this server has counted since it wrote the last time.
    private void keep(StoredRollout.Step step) {
        Map<String, Sums> counted = fleet.counted(step);
        Map<String, Sums> changed = new HashMap<>();
        counted.forEach((entity, sums) -> {
            if (!sums.equals(written.get(new Written(step, entity))) && sums.requests() > 0) {
                changed.put(entity, sums);
            }
        });
        if (changed.isEmpty()) {
            return;
        }
        database.write(tx -> {
            changed.forEach((entity, sums) -> new RolloutStore(tx).count(step, server, entity, sums));
            return true;
        });
        changed.forEach((entity, sums) -> written.put(new Written(step, entity), sums));
    }

    /// What is to become of a rollout.
    private sealed interface Next {}

    private record Stay() implements Next {}

    private record Back(RolloutReason why) implements Next {}

    private record On() implements Next {}

    private Next next(Transaction tx, StoredRollout rollout) {
        RolloutFigures figures = new RolloutFigures(new RolloutStore(tx).counted(rollout.endpoint()));
        long least = rollout.plan().leastRequests();
        Judge judge = new Judge(rollout.plan().limits(), least);
        Sums entity = figures.of(rollout.entity(), rollout.step());
        Optional<RolloutReason> broken = judge.broken(entity, figures.others(rollout.entity(), rollout.step(), least));
        if (broken.isPresent()) {
            return new Back(broken.get());
        }
        long held = clock.millis() - rollout.stepTime();
        boolean hasEnded =
                held >= Duration.ofSeconds(rollout.plan().holdSeconds()).toMillis();
        return hasEnded && judge.hasSeenEnough(entity) ? new On() : new Stay();
    }

    /// Does what is to be done, if nobody else has done it meanwhile.
    private void move(Transaction tx, StoredRollout.Step step) {
        Optional<StoredEndpoint> endpoint = new EndpointStore(tx).locked(step.endpoint());
        Optional<StoredRollout> found = new RolloutStore(tx)
                .find(step.endpoint())
                .filter(rollout -> rollout.isRunning() && rollout.which().equals(step));
        if (endpoint.isEmpty() || found.isEmpty()) {
            return;
        }
        StoredRollout rollout = found.get();
        switch (next(tx, rollout)) {
            case Stay _ -> {}
            case Back back -> {
                LOG.warn("endpoint={} rollout turned back: {}", endpoint.get().name(), Reasons.sentence(back.why()));
                rollouts.turnBack(tx, rollout, back.why());
            }
            case On _ when rollout.isAtLastStep() -> rollouts.finish(tx, endpoint.get(), rollout, "");
            case On _ -> rollouts.step(tx, rollout);
        }
    }
}
