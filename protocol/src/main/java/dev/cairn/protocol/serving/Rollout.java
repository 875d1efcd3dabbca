package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A served entity that is given more of the requests, step by step. Times are milliseconds since 1970.
///
/// @param configVersion     of the configuration whose shares it moves
/// @param step              which of the steps it is at, or was at last; the first is 0
/// @param stepTimestamp     when that step began
/// @param shares            what the entities get now
/// @param figures           of the entities that get requests by their shares, in this step
/// @param message           why it was turned back, or by what it ended
/// @param reason            the same in values
/// @param endTimestamp      null while it runs
public record Rollout(
        State state,
        String entity,
        long configVersion,
        List<Integer> steps,
        long holdSeconds,
        long leastRequests,
        RolloutLimits limits,
        int step,
        long stepTimestamp,
        List<TrafficConfig.Route> shares,
        List<Figures> figures,
        @Nullable String message,
        @Nullable RolloutReason reason,
        String creator,
        long creationTimestamp,
        @Nullable Long endTimestamp) {
    public Rollout {
        steps = Require.listOrEmpty(steps);
        shares = Require.listOrEmpty(shares);
        figures = Require.listOrEmpty(figures);
    }

    /// What became of a rollout.
    public enum State {
        RUNNING,
        /// The shares of its last step are those of a new configuration.
        DONE,
        /// A limit was broken.
        TURNED_BACK,
        ABORTED,
        /// Somebody asked for another configuration.
        REPLACED
    }

    /// How an entity did in a step, on all servers.
    ///
    /// @param failed  answered with 5xx or 429
    /// @param refused answered with another 4xx
    /// @param p50Ms   null without requests, as the others are
    public record Figures(
            String entity,
            long requests,
            long failed,
            long refused,
            @Nullable Double p50Ms,
            @Nullable Double p95Ms,
            @Nullable Double p99Ms) {}
}
