package dev.cairn.serving.rollouts;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.RolloutLimits;
import dev.cairn.protocol.serving.StartRollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The steps of a rollout and what holds in each of them, as they are stored.
///
/// @param steps percentages, each more than the one before
public record RolloutPlan(List<Integer> steps, long holdSeconds, long leastRequests, RolloutLimits limits) {
    private static final List<Integer> STEPS = List.of(5, 25, 50, 100);
    private static final int MOST_STEPS = 20;
    private static final int WHOLE = 100;
    private static final long HOLD_SECONDS = 600;
    private static final long LONGEST_HOLD_SECONDS = 7 * 24 * 3_600;
    private static final long REQUESTS = 100;
    private static final long MOST_REQUESTS = 1_000_000;

    public RolloutPlan {
        steps = List.copyOf(steps);
    }

    /// What somebody asks for, made whole.
    ///
    /// @param share what the entity has now
    public static RolloutPlan whole(StartRollout asked, int share) {
        RolloutLimits limits = Objects.requireNonNullElse(asked.limits(), RolloutLimits.DEFAULT);
        check("error_percentage", limits.errorPercentage(), 0, WHOLE);
        check("error_percentage_above_others", limits.errorPercentageAboveOthers(), 0, WHOLE);
        check("p95_ms", limits.p95Ms(), 0, Double.MAX_VALUE);
        check("p99_ms", limits.p99Ms(), 0, Double.MAX_VALUE);
        check("p95_times_others", limits.p95TimesOthers(), 1, Double.MAX_VALUE);
        check("p99_times_others", limits.p99TimesOthers(), 1, Double.MAX_VALUE);
        return new RolloutPlan(
                steps(asked.steps(), share),
                within("hold_seconds", asked.holdSeconds(), HOLD_SECONDS, LONGEST_HOLD_SECONDS),
                within("least_requests", asked.leastRequests(), REQUESTS, MOST_REQUESTS),
                limits);
    }

    private static List<Integer> steps(List<Integer> asked, int share) {
        if (asked.isEmpty()) {
            List<Integer> more =
                    STEPS.stream().filter(percentage -> percentage > share).toList();
            return more.isEmpty() ? steps(List.of(WHOLE), share) : more;
        }
        int before = share;
        List<Integer> steps = new ArrayList<>();
        for (int percentage : asked) {
            if (percentage <= before || percentage > WHOLE) {
                throw ApiException.invalid(
                        "`steps` are percentages up to 100, each more than the one before, and the first more than the %d that the entity has."
                                .formatted(share));
            }
            steps.add(percentage);
            before = percentage;
        }
        if (steps.size() > MOST_STEPS) {
            throw ApiException.invalid("A rollout has at most %d steps.".formatted(MOST_STEPS));
        }
        return steps;
    }

    private static long within(String name, @Nullable Long asked, long usual, long most) {
        long value = asked == null ? usual : asked;
        if (value < 1 || value > most) {
            throw ApiException.invalid("`%s` is between 1 and %d.".formatted(name, most));
        }
        return value;
    }

    private static void check(String name, @Nullable Double limit, double least, double most) {
        if (limit != null && !(limit >= least && limit <= most)) {
            throw ApiException.invalid("`limits.%s` is %s at least%s."
                    .formatted(name, (long) least, most == WHOLE ? ", and 100 at most" : ""));
        }
    }
}
