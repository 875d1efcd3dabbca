package dev.cairn.protocol.serving;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST 3.0/cairn/serving-endpoints/{name}/rollout`: gives a served entity more of the requests, step by step, as long
/// as it keeps to limits.
///
/// @param entity        the name of one that the endpoint serves
/// @param steps         its percentages, each more than the one before; 5, 25, 50, 100 if none are named
/// @param holdSeconds   how long each step lasts at least; 600 if nobody says
/// @param leastRequests of the entity in each step; 100 if nobody says
/// @param limits        [RolloutLimits#DEFAULT] if nobody says
public record StartRollout(
        String name,
        String entity,
        List<Integer> steps,
        @Nullable Long holdSeconds,
        @Nullable Long leastRequests,
        @Nullable RolloutLimits limits)
        implements AnsweredWith<Rollout> {
    public StartRollout {
        Require.text("name", name);
        Require.text("entity", entity);
        steps = Require.listOrEmpty(steps);
    }
}
