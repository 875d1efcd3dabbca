package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PUT scorers/online-config`.
public record UpsertOnlineScoringConfig(
        String experimentId,
        String name,
        Double sampleRate,
        @Nullable String filterString) {
    public UpsertOnlineScoringConfig {
        Require.text("experiment_id", experimentId);
        Require.text("name", name);
        Require.present("sample_rate", sampleRate);
    }

    public record Response(OnlineScoringConfig config) {}
}
