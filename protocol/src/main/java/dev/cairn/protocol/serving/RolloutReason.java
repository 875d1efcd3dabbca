package dev.cairn.protocol.serving;

import org.jspecify.annotations.Nullable;

/// Why a rollout ended by itself, or by another configuration, in values: `message` says the same in a sentence.
///
/// @param limit    that was broken, or what else ended it
/// @param count    of its requests in the step that broke it; null where no limit was broken
/// @param requests that it had in the step; null where no limit was broken
/// @param allowed  what the limit allows: a percentage, points or milliseconds; for `CONFIGURATION` and `VERSION` the
///                 number of that
/// @param others   what the other entities have of it, where it is held against them
/// @param times    the multiple of what the others take that is allowed, where it is one
public record RolloutReason(
        Limit limit,
        @Nullable Long count,
        @Nullable Long requests,
        double allowed,
        @Nullable Double others,
        @Nullable Double times) {

    /// What can end a rollout.
    public enum Limit {
        ERROR_PERCENTAGE,
        ERROR_PERCENTAGE_ABOVE_OTHERS,
        P95_MS,
        P99_MS,
        P95_TIMES_OTHERS,
        P99_TIMES_OTHERS,
        /// Another configuration was asked for.
        CONFIGURATION,
        /// Another version answers in the entity, since its alias moved.
        VERSION;

        /// Whether it can be broken, and is nothing else that ends a rollout.
        public boolean isLimit() {
            return this != CONFIGURATION && this != VERSION;
        }
    }

    /// That a configuration with this number was asked for.
    public static RolloutReason configuration(long version) {
        return new RolloutReason(Limit.CONFIGURATION, null, null, version, null, null);
    }

    /// That the version with this number answers in the entity from now on.
    public static RolloutReason version(long version) {
        return new RolloutReason(Limit.VERSION, null, null, version, null, null);
    }
}
