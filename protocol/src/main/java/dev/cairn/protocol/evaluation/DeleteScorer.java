package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `DELETE scorers/delete`: one version, or all of them if none is named.
public record DeleteScorer(
        String experimentId, String name, @Nullable Integer version) {
    public DeleteScorer {
        Require.text("experiment_id", experimentId);
        Require.text("name", name);
    }
}
