package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST runs/log-metric`.
public record LogMetric(
        @JsonAlias("run_uuid") String runId,
        String key,
        Double value,
        Long timestamp,
        @Nullable Long step,
        @Nullable String modelId,
        @Nullable String datasetName,
        @Nullable String datasetDigest) {
    public LogMetric {
        Require.text("run_id", runId);
        Require.text("key", key);
        Require.present("value", value);
        Require.present("timestamp", timestamp);
    }
}
