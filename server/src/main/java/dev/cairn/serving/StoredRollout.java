package dev.cairn.serving;

import dev.cairn.protocol.serving.Rollout.State;
import dev.cairn.protocol.serving.RolloutReason;
import dev.cairn.serving.rollouts.Reasons;
import dev.cairn.serving.rollouts.RolloutPlan;
import org.jspecify.annotations.Nullable;

/// The row of a rollout. Times are milliseconds since 1970.
///
/// @param configVersion of the configuration whose shares it moves
/// @param step          of its plan, from 0
/// @param stepTime      when that step began
/// @param why           it ended: a reason as it is stored, or a sentence of before there were any
/// @param endTime       null while it runs
record StoredRollout(
        long endpoint,
        long configVersion,
        String entity,
        RolloutPlan plan,
        State state,
        int step,
        long stepTime,
        @Nullable String why,
        String creator,
        long creationTime,
        @Nullable Long endTime) {

    boolean isRunning() {
        return state == State.RUNNING;
    }

    boolean isAtLastStep() {
        return step == plan.steps().size() - 1;
    }

    int percentage() {
        return plan.steps().get(step);
    }

    /// Why it ended.
    Reasons.Told told() {
        return Reasons.told(why, percentage());
    }

    /// Whether its shares are those that requests get: until its last are a configuration of their own.
    boolean moves(long activeVersion) {
        return configVersion == activeVersion && (state == State.RUNNING || state == State.DONE);
    }

    /// At another step, since now.
    StoredRollout at(int next, long now) {
        return new StoredRollout(
                endpoint, configVersion, entity, plan, state, next, now, why, creator, creationTime, endTime);
    }

    StoredRollout ended(State how, @Nullable RolloutReason reason, long now) {
        return new StoredRollout(
                endpoint,
                configVersion,
                entity,
                plan,
                how,
                step,
                stepTime,
                Reasons.stored(reason),
                creator,
                creationTime,
                now);
    }

    /// Of one step, as in memory: whether it is the same.
    record Step(long endpoint, long began, int step) {}

    Step which() {
        return new Step(endpoint, creationTime, step);
    }
}
