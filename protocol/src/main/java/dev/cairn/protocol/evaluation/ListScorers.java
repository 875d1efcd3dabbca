package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET scorers/list`: the latest version of each scorer of one, of some or of all experiments.
public record ListScorers(@Nullable String experimentId, List<String> experimentIds) {
    public ListScorers {
        experimentIds = Require.listOrEmpty(experimentIds);
    }

    public record Response(List<Scorer> scorers) {}
}
