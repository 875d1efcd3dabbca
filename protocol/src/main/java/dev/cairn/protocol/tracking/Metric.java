package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// One point of a metric. Unset: the step is 0, the time is missing.
public record Metric(
        String key,
        Double value,
        Long timestamp,
        @Nullable Long step,
        @Nullable String datasetName,
        @Nullable String datasetDigest,
        @Nullable String modelId,
        @Nullable String runId) {
    public Metric {
        Require.text("key", key);
        Require.present("value", value);
        Require.present("timestamp", timestamp);
    }
}
