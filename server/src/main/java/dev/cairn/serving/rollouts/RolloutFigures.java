package dev.cairn.serving.rollouts;

import dev.cairn.protocol.serving.Rollout;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What was counted in the steps of a rollout, on all servers.
public record RolloutFigures(List<Counted> counted) {
    private static final double P50 = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    /// What an entity did in a step, on one server.
    public record Counted(int step, String entity, Sums sums) {}

    public RolloutFigures {
        counted = List.copyOf(counted);
    }

    /// How an entity did in a step.
    public Sums of(String entity, int step) {
        return sum(each -> each.step() == step && each.entity().equals(entity));
    }

    /// How the other entities did in a step, or in the last one before it in which they had requests enough: in the
    /// last step they may have none.
    ///
    /// @param least how many are enough
    public Sums others(String entity, int step, long least) {
        for (int before = step; before >= 0; before--) {
            int at = before;
            Sums there = sum(each -> each.step() == at && !each.entity().equals(entity));
            if (there.requests() >= least) {
                return there;
            }
        }
        return Sums.NONE;
    }

    private Sums sum(Predicate<Counted> which) {
        return counted.stream().filter(which).map(Counted::sums).reduce(Sums.NONE, Sums::plus);
    }

    /// As it is told.
    public Rollout.Figures told(String entity, int step) {
        Sums sums = of(entity, step);
        return new Rollout.Figures(
                entity, sums.requests(), sums.failed(), sums.refused(), ms(sums, P50), ms(sums, P95), ms(sums, P99));
    }

    private static @Nullable Double ms(Sums sums, double part) {
        return sums.requests() == 0 ? null : sums.within(part);
    }
}
