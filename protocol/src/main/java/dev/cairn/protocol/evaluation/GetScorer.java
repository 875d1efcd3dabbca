package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `GET scorers/get`; the latest version if none is named.
public record GetScorer(
        String experimentId, String name, @Nullable Integer version) {
    public GetScorer {
        Require.text("experiment_id", experimentId);
        Require.text("name", name);
    }

    public record Response(Scorer scorer) {}
}
