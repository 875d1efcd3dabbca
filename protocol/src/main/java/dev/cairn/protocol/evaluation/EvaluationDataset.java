package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A named set of inputs and expectations that applications are evaluated with. `tags`, `schema` and `profile` are JSON
/// texts; times are milliseconds. The experiments are told where a request is about them alone.
public record EvaluationDataset(
        String datasetId,
        String name,
        String tags,
        @Nullable String schema,
        @Nullable String profile,
        String digest,
        long createdTime,
        long lastUpdateTime,
        @Nullable String createdBy,
        @Nullable String lastUpdatedBy,
        List<String> experimentIds) {
    public EvaluationDataset {
        experimentIds = Require.listOrEmpty(experimentIds);
    }
}
