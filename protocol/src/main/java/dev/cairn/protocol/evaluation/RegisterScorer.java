package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;

/// `POST scorers/register`: adds the next version of a scorer.
public record RegisterScorer(String experimentId, String name, String serializedScorer) {
    public RegisterScorer {
        Require.text("experiment_id", experimentId);
        Require.text("name", name);
        Require.text("serialized_scorer", serializedScorer);
    }

    public record Response(
            int version,
            String scorerId,
            String experimentId,
            String name,
            String serializedScorer,
            long creationTime) {}
}
