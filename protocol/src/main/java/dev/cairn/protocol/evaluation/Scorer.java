package dev.cairn.protocol.evaluation;

/// One version of a scorer: what judges the answers of an application. Its code or settings are JSON that only clients
/// understand.
public record Scorer(
        long experimentId,
        String scorerName,
        int scorerVersion,
        String serializedScorer,
        long creationTime,
        String scorerId) {}
