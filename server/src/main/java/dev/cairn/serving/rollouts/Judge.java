package dev.cairn.serving.rollouts;

import dev.cairn.protocol.serving.RolloutLimits;
import java.util.Locale;
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

    /// Which limit is broken, in a sentence; empty while all hold.
    ///
    /// @param entity how the entity did
    /// @param others how the other entities did
    public Optional<String> broken(Sums entity, Sums others) {
        boolean areComparable = others.requests() >= least;
        return failures(entity)
                .or(() -> areComparable ? faults(entity, others) : Optional.empty())
                .or(() -> slower(entity, P95, limits.p95Ms(), 0, ""))
                .or(() -> slower(entity, P99, limits.p99Ms(), 0, ""))
                .or(() -> areComparable ? slower(entity, others, P95, limits.p95TimesOthers()) : Optional.empty())
                .or(() -> areComparable ? slower(entity, others, P99, limits.p99TimesOthers()) : Optional.empty());
    }

    /// Whether there were as many requests as are needed.
    public boolean hasSeenEnough(Sums entity) {
        return entity.requests() >= least;
    }

    private double whole(Sums entity) {
        return Math.max(1, Math.max(entity.requests(), least));
    }

    private Optional<String> failures(Sums entity) {
        @Nullable Double limit = limits.errorPercentage();
        if (limit == null || entity.failed() * WHOLE / whole(entity) <= limit) {
            return Optional.empty();
        }
        return Optional.of("%d of %d requests failed, which is more than %s %%."
                .formatted(entity.failed(), entity.requests(), number(limit)));
    }

    private Optional<String> faults(Sums entity, Sums others) {
        @Nullable Double limit = limits.errorPercentageAboveOthers();
        long faults = entity.failed() + entity.refused();
        double theirs = (others.failed() + others.refused()) * WHOLE / Math.max(1, others.requests());
        if (limit == null || faults * WHOLE / whole(entity) - theirs <= limit) {
            return Optional.empty();
        }
        return Optional.of(
                "%d of %d requests were answered with an error, and %s %% of those to the others: more than %s points apart."
                        .formatted(faults, entity.requests(), number(theirs), number(limit)));
    }

    private Optional<String> slower(Sums entity, Sums others, double part, @Nullable Double times) {
        if (times == null) {
            return Optional.empty();
        }
        double theirs = others.within(part);
        double limit = Math.max(theirs * times, theirs + SLACK_MILLIS);
        return slower(
                entity,
                part,
                limit,
                CHANCE,
                ", where the others take %s ms and %s times that is allowed".formatted(number(theirs), number(times)));
    }

    /// @param chance by how many standard deviations more requests may be over the limit than the part says
    private Optional<String> slower(Sums entity, double part, @Nullable Double limit, double chance, String why) {
        double allowed = (1 - part) * whole(entity) + chance * Math.sqrt(part * (1 - part) * whole(entity));
        if (limit == null || entity.over(limit) <= allowed) {
            return Optional.empty();
        }
        return Optional.of("%d of %d requests took longer than %s ms, which at most %s %% may%s."
                .formatted(entity.over(limit), entity.requests(), number(limit), number((1 - part) * WHOLE), why));
    }

    /// Without digits that nobody reads.
    private static String number(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
    }
}
