package dev.cairn.serving.rollouts;

import dev.cairn.protocol.serving.RolloutLimits;
import dev.cairn.protocol.serving.RolloutReason;
import dev.cairn.protocol.serving.RolloutReason.Limit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds an entity against the limits of its rollout.
///
/// A limit counts as broken as soon as nothing can mend it within the least number of requests: with 5 % of 100
/// allowed,
/// at the sixth failure, be it of six requests or of ninety.
///
/// @param least requests by which anything is judged
public record Judge(RolloutLimits limits, long least) {
    private static final double WHOLE = 100;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    /// What an entity may be slower than the others in any case: where answers take fractions of a millisecond, their
    /// multiples mean nothing.
    private static final double SLACK_MILLIS = 5;

    /// What chance explains in one of a hundred cases: two versions that are as fast as each other are never so in each
    /// hundred requests.
    private static final double CHANCE = 2.3;

    /// Which limit is broken, and by what; empty while all hold.
    ///
    /// @param entity how the entity did
    /// @param others how the other entities did
    public Optional<RolloutReason> broken(Sums entity, Sums others) {
        boolean areComparable = others.requests() >= least;
        return failures(entity)
                .or(() -> areComparable ? faults(entity, others) : Optional.empty())
                .or(() -> slower(entity, P95, Limit.P95_MS, limits.p95Ms()))
                .or(() -> slower(entity, P99, Limit.P99_MS, limits.p99Ms()))
                .or(() -> areComparable
                        ? slower(entity, others, P95, Limit.P95_TIMES_OTHERS, limits.p95TimesOthers())
                        : Optional.empty())
                .or(() -> areComparable
                        ? slower(entity, others, P99, Limit.P99_TIMES_OTHERS, limits.p99TimesOthers())
                        : Optional.empty());
    }

    /// Whether there were as many requests as are needed.
    public boolean hasSeenEnough(Sums entity) {
        return entity.requests() >= least;
    }

    private double whole(Sums entity) {
        return Math.max(1, Math.max(entity.requests(), least));
    }

    private Optional<RolloutReason> failures(Sums entity) {
        @Nullable Double limit = limits.errorPercentage();
        if (limit == null || entity.failed() * WHOLE / whole(entity) <= limit) {
            return Optional.empty();
        }
        return Optional.of(
                new RolloutReason(Limit.ERROR_PERCENTAGE, entity.failed(), entity.requests(), limit, null, null));
    }

    private Optional<RolloutReason> faults(Sums entity, Sums others) {
        @Nullable Double limit = limits.errorPercentageAboveOthers();
        long faults = entity.failed() + entity.refused();
        double theirs = (others.failed() + others.refused()) * WHOLE / Math.max(1, others.requests());
        if (limit == null || faults * WHOLE / whole(entity) - theirs <= limit) {
            return Optional.empty();
        }
        return Optional.of(
                new RolloutReason(Limit.ERROR_PERCENTAGE_ABOVE_OTHERS, faults, entity.requests(), limit, theirs, null));
    }

    private Optional<RolloutReason> slower(Sums entity, double part, Limit which, @Nullable Double limit) {
        return limit == null || isWithin(entity, part, limit, 0)
                ? Optional.empty()
                : Optional.of(new RolloutReason(which, entity.over(limit), entity.requests(), limit, null, null));
    }

    private Optional<RolloutReason> slower(Sums entity, Sums others, double part, Limit which, @Nullable Double times) {
        if (times == null) {
            return Optional.empty();
        }
        double theirs = others.within(part);
        double limit = Math.max(theirs * times, theirs + SLACK_MILLIS);
        return isWithin(entity, part, limit, CHANCE)
                ? Optional.empty()
                : Optional.of(new RolloutReason(which, entity.over(limit), entity.requests(), limit, theirs, times));
    }

    /// @param chance by how many standard deviations more requests may be over the limit than the part says
    private boolean isWithin(Sums entity, double part, double limit, double chance) {
        double allowed = (1 - part) * whole(entity) + chance * Math.sqrt(part * (1 - part) * whole(entity));
        return entity.over(limit) <= allowed;
    }
}
