package dev.cairn.protocol.evaluation;

import org.jspecify.annotations.Nullable;

/// How a scorer is to score new traces by itself: a share of those that a filter finds.
public record OnlineScoringConfig(
        String onlineScoringConfigId,
        String scorerId,
        double sampleRate,
        String experimentId,
        @Nullable String filterString) {}
