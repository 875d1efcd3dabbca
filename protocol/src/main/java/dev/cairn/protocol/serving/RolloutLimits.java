package dev.cairn.protocol.serving;

import org.jspecify.annotations.Nullable;

/// What an entity that is given more requests is held against. What is null is no limit. Percentages are of its
/// requests
/// in a step, latencies are milliseconds from the first byte of the body to the answer.
///
/// @param errorPercentage            that fail: 5xx, and 429
/// @param errorPercentageAboveOthers that are not answered with 2xx, over what the other entities have of them
/// @param p95Ms                      that 95 % of the requests take at most
/// @param p99Ms                      that 99 % of them take at most
/// @param p95TimesOthers             the same, as a multiple of what the others take
/// @param p99TimesOthers             the same, as a multiple of what the others take
public record RolloutLimits(
        @Nullable Double errorPercentage,
        @Nullable Double errorPercentageAboveOthers,
        @Nullable Double p95Ms,
        @Nullable Double p99Ms,
        @Nullable Double p95TimesOthers,
        @Nullable Double p99TimesOthers) {
    /// Those of a rollout for which nobody names any.
    public static final RolloutLimits DEFAULT = new RolloutLimits(5.0, 2.0, null, null, 2.0, null);
}
