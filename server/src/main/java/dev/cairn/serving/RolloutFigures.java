package dev.cairn.serving;

import dev.cairn.protocol.serving.Rollout;
import dev.cairn.serving.rollouts.Sums;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What was counted in the steps of a rollout, on all servers.
record RolloutFigures(List<RolloutStore.Counted> counted) {
    private static final double P50 = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    RolloutFigures {
        counted = List.copyOf(counted);
    }

    /// How an entity did in a step.
    Sums of(String entity, int step) {
        return sum(each -> each.step() == step && each.entity().equals(entity));
    }

    /// How the other entities did in a step, or in the last one before it in which they had requests enough: in the
    /// last step they may have none.
    Sums others(StoredRollout rollout) {
        for (int step = rollout.step(); step >= 0; step--) {
            int at = step;
            Sums there = sum(each -> each.step() == at && !each.entity().equals(rollout.entity()));
            if (there.requests() >= rollout.plan().leastRequests()) {
                return there;
            }
        }
        return Sums.NONE;
    }

    private Sums sum(Predicate<RolloutStore.Counted> which) {
        return counted.stream().filter(which).map(RolloutStore.Counted::sums).reduce(Sums.NONE, Sums::plus);
    }

    /// As it is told.
    Rollout.Figures told(String entity, int step) {
        Sums sums = of(entity, step);
        return new Rollout.Figures(
                entity, sums.requests(), sums.failed(), sums.refused(), ms(sums, P50), ms(sums, P95), ms(sums, P99));
    }

    private static @Nullable Double ms(Sums sums, double part) {
        return sums.requests() == 0 ? null : sums.within(part);
    }
}
